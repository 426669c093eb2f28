import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { AdminSetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { type CommandOptions, runToken, type Surroundings } from "../../../scripts/token/command";
import type { Stdin } from "../../../scripts/token/password-source";
import { type Pool, poolOf } from "../../../scripts/token/pool";
import { makeStack } from "../../../stacks/project/stack";
import { SetClock } from "../../local/support/clock";
import { claimsOf, permanent, temporary } from "../../local/support/cognito";
import { shippedProject } from "../../local/support/project";
import { FakeTerminal } from "../support/fake-terminal";
import { Folder, refusalOf } from "../support/files";
import { eachTestWithPool } from "../support/sign-in-pools";

const tty: Stdin = Object.assign(Readable.from([]), { isTTY: true });
const piped = (text: string): Stdin => Readable.from([Buffer.from(text)]);

const asksPassword = "?* Password of anna:";
const api = "https://abc123.execute-api.eu-west-1.amazonaws.com/studio/";

describe("scripts/token/command", () => {
  const clock = new SetClock();
  const local = eachTestWithPool(clock);
  let folder: Folder;
  let pool: Pool;
  beforeEach(async () => {
    folder = new Folder();
    pool = await local.pool();
    await local.create(pool.userPoolId, "anna");
    await local.create(pool.userPoolId, "bert");
    const place = { UserPoolId: pool.userPoolId, Username: "anna" };
    await local
      .administrator()
      .send(new AdminSetUserPasswordCommand({ ...place, Password: permanent, Permanent: true }));
    // Administrators' calls are signed, at the time that it is; tokens carry the time of the local AWS.
    clock.set("2026-11-03T09:00:00Z");
  });
  afterEach(() => folder.remove());

  interface Given extends Partial<CommandOptions> {
    readonly user?: string;
    readonly stdin?: Stdin;
  }

  async function run(
    terminal: FakeTerminal,
    { user = "anna", stdin = tty, ...options }: Given = {},
    around: Partial<Surroundings> = {},
  ): Promise<void> {
    await runToken(
      user,
      { stack: "shared", ...options },
      {
        readProject: () => shippedProject,
        readPool: async () => pool,
        cognito: () => local.cognito(),
        terminal,
        stdin,
        ...around,
      },
    );
    expect(terminal.unasked).to.equal(0);
  }

  const good = "valid for 60 minutes, until 2026-11-03T10:00:00Z";

  it("reads the stack's outputs with the profile that is named, and assumes no role for that", async () => {
    const withRole = shippedProject.stacks.map(({ name, texts }) =>
      makeStack(name, { ...texts, deployRole: "Deploy" }),
    );
    const read: unknown[] = [];
    const around = {
      readProject: () => ({ ...shippedProject, stacks: withRole }),
      readPool: async (...asked: readonly unknown[]) => {
        read.push(asked);
        return pool;
      },
      profilesFile: folder.write(".aws-profiles.yaml", "shared: models\n"),
    };
    const { profilesFile: _, ...withoutFile } = around;
    const dryRun = true;
    await run(new FakeTerminal({}), { profile: ["shared=hub"], dryRun }, around);
    await run(new FakeTerminal({}), { dryRun }, withoutFile);
    await run(new FakeTerminal({}), { dryRun }, around);
    expect(read).to.deep.equal([
      ["shared", "hub"],
      ["shared", undefined],
      ["shared", "models"],
    ]);
    expect(await refusalOf(() => run(new FakeTerminal({}), { stack: "parent", dryRun }, around))).to.equal(
      'options: 1 mistake, nothing was changed\n  --stack is "parent": users are in a shared stack, and those here are shared',
    );
    expect(await refusalOf(() => run(new FakeTerminal({}), { profile: ["hub=shared"], dryRun }, around))).to.equal(
      'npm run token: 1 mistake, nothing was changed\n  --profile is "hub=shared": there is no stack hub here; the stacks are shared, parent, child, lob-b',
    );
  });

  it("prints the token at a terminal, its expiry, and a call that uses it", async () => {
    const terminal = new FakeTerminal({}, permanent);
    await run(terminal);
    const token = terminal.printed[1];
    expect(claimsOf(token)).to.include({ token_use: "access", username: "anna" });
    expect(terminal.said).to.deep.equal([
      "… reading the outputs of stack shared",
      asksPassword,
      "… signing in anna",
      `anna is signed in. The access token, ${good}:`,
      token,
      "From inside the network, after read -rs ACCESS_TOKEN and pasting it:",
      `  curl -i -H "Authorization: Bearer $ACCESS_TOKEN" ${api}anna`,
    ]);
  });

  it("writes it to a file of mode 600 instead, and doesn't print it", async () => {
    const output = path.join(folder.path, "my token");
    const terminal = new FakeTerminal({ reads: false, answers: false });
    await run(terminal, { output, passwordFrom: "-", stdin: piped(`${permanent}\n`) });
    const token = readFileSync(output, "utf8");
    expect([claimsOf(token.trim()).username, statSync(output).mode & 0o777]).to.deep.equal(["anna", 0o600]);
    expect(terminal.said).to.deep.equal([
      "… reading the outputs of stack shared",
      "… signing in anna",
      `anna is signed in. The access token is in ${output}, mode 600, ${good}.`,
      "From inside the network:",
      `  curl -i -H "Authorization: Bearer $(cat '${output}')" ${api}anna`,
    ]);
  });

  it("names the user in the call as the pool writes it, which the API compares", async () => {
    const terminal = new FakeTerminal({}, permanent);
    await run(terminal, { user: "ANNA" });
    expect(terminal.printed.at(-1)).to.match(/\/anna$/);
  });

  for (const [from, given] of [
    ["a file", () => ({ passwordFrom: folder.write("password", `${permanent}\n`) })],
    ["a file without a line's end", () => ({ passwordFrom: folder.write("password", permanent) })],
    ["standard input", () => ({ passwordFrom: "-", stdin: piped(`${permanent}\r\n`) })],
  ] as const) {
    it(`takes the password from ${from}, and prints nothing of it`, async () => {
      const terminal = new FakeTerminal();
      await run(terminal, given());
      expect(terminal.printed).to.have.length(4);
      expect(terminal.said.join()).not.to.include(permanent);
    });
  }

  it("asks for the password where standard input would show it", async () => {
    const terminal = new FakeTerminal({}, permanent);
    await run(terminal, { passwordFrom: "-" });
    expect(terminal.said[1]).to.equal(asksPassword);
  });

  it("shows no password, code or session beside the token", async () => {
    const terminal = new FakeTerminal({}, temporary, permanent, permanent);
    await run(terminal, { user: "bert" });
    const said = terminal.said.filter((_, index) => index !== terminal.said.length - 3).join("\n");
    for (const secret of [temporary, permanent, "eyJ"]) {
      expect(said).not.to.include(secret);
    }
  });

  it("prints with --dry-run whom it would sign in, where and where to, and signs nobody in", async () => {
    const said = async (given: Given) => {
      const terminal = new FakeTerminal();
      await run(terminal, { ...given, dryRun: true });
      return terminal.printed.join("\n").split("\n");
    };
    const place = `  at    user pool ${pool.userPoolId} of stack shared, eu-west-1, client ${pool.userPoolClientId}`;
    expect(await said({})).to.deep.equal([
      "Would sign in anna",
      place,
      "  with  the password that you type, which isn't shown",
      "  then  print the access token here",
      "Nobody was signed in.",
    ]);
    const output = path.join(folder.path, "token");
    const passwordFrom = folder.write("password", "Wrong-pass-1");
    expect(await said({ output, passwordFrom })).to.deep.equal([
      "Would sign in anna",
      place,
      `  with  the password in ${passwordFrom}`,
      `  then  write the access token to ${output}, mode 600`,
      "Nobody was signed in.",
    ]);
    expect((await said({ passwordFrom: "-", stdin: piped("") }))[2]).to.equal("  with  the password on standard input");
    expect(readdirSync(folder.path)).to.deep.equal(["password"]);
  });

  describe("refuses before it reads anything of the stack", () => {
    const refused = async (given: Given, presence = {}) => {
      const terminal = new FakeTerminal(presence);
      const message = await refusalOf(() => run(terminal, given));
      expect(terminal.said).to.deep.equal([]);
      return message;
    };
    const one = (mistake: string) => `token of anna: 1 mistake, nothing was changed\n  ${mistake}`;
    const noTerminal =
      "--output is not set, and standard output is not a terminal: a pipe or a log would keep the token; name a file, which only you will be able to read";

    it("a pipe or a log", async () => {
      expect(await refused({}, { reads: false })).to.equal(one(noTerminal));
    });

    it("a file that can't take the token", async () => {
      const output = folder.write("notes.txt", "notes\n");
      expect(await refused({ output })).to.equal(
        one(`--output is "${output}": the file exists and isn't an earlier token; name another file`),
      );
      expect(readFileSync(output, "utf8")).to.equal("notes\n");
    });

    it("a file of the password that isn't there, isn't a password, or would be kept by git", async () => {
      const from = (file: string) => `--password-from is "${file}": the file`;
      const oneLine = "must hold the password on one line, and nothing else";
      const missing = path.join(folder.path, "none");
      expect(await refused({ passwordFrom: missing })).to.equal(
        one(`${from(missing)} can't be read: correct the path, and check that the file exists`),
      );
      for (const content of ["", "\n", `user,password\nanna,${permanent}\n`]) {
        const file = folder.write("password", content);
        expect(await refused({ passwordFrom: file })).to.equal(one(`${from(file)} ${oneLine}`));
      }
      const binary = folder.write("password", Buffer.from([0xff, 0xfe, 0x41, 0x00]));
      expect(await refused({ passwordFrom: binary })).to.equal(one(`${from(binary)} is not UTF-8: save it as UTF-8`));
      execFileSync("git", ["-C", folder.path, "init"], { stdio: "ignore" });
      const kept = folder.write("password", permanent);
      expect(await refused({ passwordFrom: kept })).to.equal(
        one(
          `${from(kept)} is in the git work tree ${folder.path}, which doesn't ignore it: move it out, or give the password on standard input with --password-from -`,
        ),
      );
    });
  });

  it("refuses what isn't one line on standard input, and an empty answer", async () => {
    const stdin = piped("anna\npassword\n");
    expect(await refusalOf(() => run(new FakeTerminal(), { passwordFrom: "-", stdin }))).to.equal(
      "standard input: 1 mistake, nothing was changed\n  it must hold the password on one line, and nothing else",
    );
    expect(await refusalOf(() => run(new FakeTerminal({}, "")))).to.equal(
      "sign-in of anna: 1 mistake, nothing was changed\n  the password is not set: type it",
    );
  });

  it("leaves the file of an earlier token as it is when nobody is signed in", async () => {
    const output = folder.write("token", "a.b.c\n");
    const error = await run(new FakeTerminal({}, "Wrong-pass-1"), { output }).catch((thrown: unknown) => thrown);
    expect(error)
      .to.have.property("message")
      .that.matches(/^anna isn't signed in: the user name or the password/);
    expect(readFileSync(output, "utf8")).to.equal("a.b.c\n");
  });

  it("takes what it needs of the shared stack's outputs, and reports when it isn't up", async () => {
    expect(poolOf("shared", { ...pool, account: "111122223333" })).to.deep.equal(pool);
    expect(await refusalOf(() => poolOf("child", { region: "eu-west-1" }))).to.equal(
      "stack child: 1 mistake, nothing was changed\n  userPoolId, userPoolClientId, apiUrl missing from its outputs: bring it up first, npx pulumi up --stack child, or name the shared stack with --stack",
    );
  });
});
