import { execFileSync } from "node:child_process";
import { Readable } from "node:stream";
import { expect } from "chai";
import { LocalAws } from "../../../local/aws/local-aws";
import { runPopulate, type Surroundings } from "../../../scripts/populate/command";
import { StoppedAtUser } from "../../../scripts/populate/stopped";
import type { CredentialSource } from "../../../scripts/support/credentials";
import { DeployRole } from "../../../scripts/support/deploy-role";
import { makeStack } from "../../../stacks/project/stack";
import { childTexts, parentTexts, projectOf, sharedTexts } from "../../local/support/project";
import { FakeAws, places } from "../support/fake-aws";
import { Folder, refusalOf } from "../support/files";
import { nobodyAtHand, Operators } from "../support/operators";

const shared = { account: "111122223333", region: "eu-west-1", ...places };

const lob = { ...childTexts, sharedStack: "shared", lob: "lob-a", vpcCidr: "10.100.0.0/16", userProfiles: '["ann"]' };

/** A hub that lists two LOBs, of which one has its stack elsewhere. */
const project = projectOf({ shared: sharedTexts, parent: parentTexts, child: lob });

describe("scripts/populate/command", () => {
  const folder = new Folder();
  const users = folder.write("users.csv", "user,lob\nann,lob-a\nbob,lob-b\n");
  after(() => folder.remove());

  let aws: FakeAws;
  let said: string[];
  beforeEach(async () => {
    aws = await FakeAws.start();
    said = [];
  });
  afterEach(() => aws.close());

  interface Given {
    readonly dryRun?: true;
    readonly file?: string;
    readonly prune?: true;
    readonly passwordsFrom?: string;
    readonly profile?: readonly string[];
    readonly stack?: string;
    readonly stdin?: string;
    readonly around?: Partial<Surroundings>;
  }

  function run({ file = users, stdin = "", around = {}, ...options }: Given = {}): Promise<void> {
    return runPopulate(
      file,
      { stack: "shared", ...options },
      {
        readProject: () => project,
        readStack: async () => shared,
        clients: () => aws.clients(),
        stdin: Readable.from([Buffer.from(stdin)]),
        isTerminal: true,
        doing: (text) => said.push(`… ${text}`),
        say: (text) => said.push(text),
        signal: new AbortController().signal,
        ...around,
      },
    );
  }

  it("prints what it does user by user, and shows random passwords once, at the end", async () => {
    await run();
    const password = (user: string) => aws.accounts.get(user)?.password;
    expect(said).to.deep.equal([
      "… reading the outputs of stack shared",
      "users.csv into stack shared, account 111122223333, eu-west-1",
      "… 1 of 2: ann",
      "  created  ann  lob-a, profile ann",
      "… 2 of 2: bob",
      "  created  bob  lob-b, profile bob",
      [
        "2 created, 0 moved, 0 changed, 0 removed, 0 unchanged.",
        "Passwords, shown this once, to be changed at the first sign-in within a day:",
        `  ann  ${password("ann")}`,
        `  bob  ${password("bob")}`,
      ].join("\n"),
    ]);
  });

  describe("with credentials for the account", () => {
    const withRole = (deployRole: string) => ({
      ...project,
      stacks: project.stacks.map(({ name, texts }) =>
        makeStack(name, name === "shared" ? { ...texts, deployRole } : texts),
      ),
    });

    /** What the stack's outputs are read with, and what clients have. */
    async function handed(profile: readonly string[], around: Partial<Surroundings> = {}): Promise<unknown[]> {
      const sources: (CredentialSource | undefined)[] = [];
      await run({
        ...{ dryRun: true, profile },
        around: {
          readStack: async (_, source) => {
            sources.push(source);
            return shared;
          },
          clients: (_, source) => {
            sources.push(source);
            return aws.clients();
          },
          ...around,
        },
      });
      return sources;
    }

    it("takes those of a profile, for the CLI as for the clients, and the shell's by default", async () => {
      expect(await handed(["shared=hub", "parent=models"])).to.deep.equal(["hub", "hub"]);
      expect(await handed(["admin"])).to.deep.equal(["admin", "admin"]);
      expect(await handed(["parent=models"])).to.deep.equal([undefined, undefined]);
      const profilesFile = folder.write(".aws-profiles.yaml", "shared: kept\n");
      expect(await handed([], { profilesFile })).to.deep.equal(["kept", "kept"]);
    });

    it("assumes the role that the stack's file names", async () => {
      const local = await LocalAws.start();
      try {
        const operators = await Operators.signIn(local);
        await operators.letIn(shared.account, "Deploy");
        const around = { readProject: () => withRole("Deploy"), atHand: operators.atHand };
        const [source, same] = await handed([], around);
        expect(same).to.equal(source);
        expect(source).to.be.instanceOf(DeployRole).and.to.include({ arn: "arn:aws:iam::111122223333:role/Deploy" });
        expect(operators.asked).to.deep.equal(["ann@example.com"]);
      } finally {
        await local.close();
      }
    });

    it("explains why it can't assume that role before it asks for anything", async () => {
      const around = {
        readProject: () => withRole("Deploy"),
        atHand: nobodyAtHand,
        readStack: () => Promise.reject(new Error("the outputs were asked for")),
      };
      expect(await refusalOf(() => run({ around }))).to.equal(
        "stack shared: 1 mistake, nothing was changed\n  its account is 111122223333, and no AWS credentials were found to assume the role of deployRole: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml",
      );
      expect(said).to.deep.equal([]);
      // Another stack's role is nobody's business here.
      const { stacks } = withRole("Deploy");
      const readProject = () => ({ ...project, stacks: [...stacks, makeStack("dev", sharedTexts)] });
      await run({ dryRun: true, stack: "dev", around: { ...around, readProject, readStack: async () => shared } });
    });
  });

  it("prints what it would do, and writes nothing, with --dry-run, also where there is no terminal", async () => {
    await run({ dryRun: true, around: { isTerminal: false } });
    expect(said.slice(2)).to.deep.equal([
      "Nothing is written with --dry-run. Without it, these changes would be made:",
      "  created  ann  lob-a, profile ann",
      "  created  bob  lob-b, profile bob",
      "2 created, 0 moved, 0 changed, 0 removed, 0 unchanged.",
    ]);
    expect(aws.accounts.size).to.equal(0);
  });

  it("reports who isn't in the file and what removes them, then removes them", async () => {
    aws.rows.set("old", ["lob-a", "old"]);
    await run();
    expect(said.at(-1)?.split("\n").slice(0, 3)).to.deep.equal([
      "2 created, 0 moved, 0 changed, 0 removed, 0 unchanged.",
      "Not in the file, and left as they are: old.",
      `To remove them from the table and the pool: npm run populate -- ${users} --stack shared --prune`,
    ]);
    await run({ prune: true });
    expect(said.slice(-2)).to.deep.equal([
      "  removed  old  row deleted",
      [
        "0 created, 0 moved, 0 changed, 1 removed, 2 unchanged.",
        "A Studio session that is already open lasts until it expires; delete its app to end it at once.",
      ].join("\n"),
    ]);
  });

  const passwords = "user,password\nann,Given-pass-1\nbob,Given-pass-2\n";
  const given = [
    { password: "Given-pass-1", permanent: true },
    { password: "Given-pass-2", permanent: true },
  ];

  for (const [from, how] of [
    ["a file", () => ({ passwordsFrom: folder.write("passwords.csv", passwords) })],
    ["standard input", () => ({ passwordsFrom: "-", stdin: passwords })],
  ] as const) {
    it(`takes passwords from ${from}, without a terminal and without printing them`, async () => {
      await run({ ...how(), around: { isTerminal: false } });
      expect([...aws.accounts.values()]).to.deep.equal(given);
      expect(said.slice(3)).to.deep.equal([
        "  created  ann  lob-a, profile ann, with the given password",
        "… 2 of 2: bob",
        "  created  bob  lob-b, profile bob, with the given password",
        "2 created, 0 moved, 0 changed, 0 removed, 0 unchanged.",
      ]);
      expect(said.join()).not.to.include("pass-1");
    });
  }

  it("writes nothing where random passwords would go into a pipe or a log", async () => {
    aws.accounts.set("ann", { password: "Known-pass-1", permanent: true });
    expect(await refusalOf(() => run({ around: { isTerminal: false } }))).to.equal(
      "users.csv: 1 mistake, nothing was changed\n  new user bob would get a random password, and there is no terminal to show it on: give one with --passwords-from",
    );
    expect(aws.writes).to.deep.equal([]);
  });

  it("refuses credentials of another account before it reads anything there", async () => {
    aws.account = "444444444444";
    aws.passwordPolicy = {};
    expect(await refusalOf(() => run())).to.equal(
      "stack shared: 1 mistake, nothing was changed\n  its account is 111122223333, but the credentials are of account 444444444444: use credentials of 111122223333",
    );
    expect(said).to.deep.equal(["… reading the outputs of stack shared"]);
  });

  it("reports when there are no credentials at all", async () => {
    const none = Object.assign(new Error("Could not load credentials from any providers"), {
      name: "CredentialsProviderError",
    });
    const clients = () => {
      const made = aws.clients();
      made.sts.config.credentials = () => Promise.reject(none);
      return made;
    };
    expect(await refusalOf(() => run({ around: { clients } }))).to.equal(
      "stack shared: 1 mistake, nothing was changed\n  its account is 111122223333, and no AWS credentials were found: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml",
    );
  });

  it("refuses passwords that the pool would refuse before anything is written", async () => {
    const stdin = "user,password\nann,Given-pass-1\nbob,short\n";
    expect(await refusalOf(() => run({ passwordsFrom: "-", stdin }))).to.equal(
      "standard input: 1 mistake, nothing was changed\n  line 3 has a password that the user pool refuses: it needs at least 12 characters, a digit",
    );
    expect(aws.writes).to.deep.equal([]);
  });

  it("reads neither stack nor passwords for a file that can't be read", async () => {
    const file = folder.write("bad.csv", "user\nann\n");
    expect(await refusalOf(() => run({ file, passwordsFrom: "no-such-file" }))).to.equal(
      "bad.csv: 1 mistake, nothing was changed\n  line 1 doesn't name lob: the first line names the columns, user,lob,profile, with commas between",
    );
    expect(said).to.deep.equal([]);
  });

  it("checks rows against the stacks' files before it asks for a CLI, credentials or passwords", async () => {
    const file = folder.write(
      "wrong.csv",
      "user,lob,profile\nbob,lob-a,bob\nann,lob-x\ncarol,lob-b\ndave,lob-a,dave\n",
    );
    expect(await refusalOf(() => run({ file, passwordsFrom: "no-such-file" }))).to.equal(
      [
        "wrong.csv: 3 mistakes, nothing was changed",
        '  line 2: profile is "bob": userProfiles of Pulumi.child.yaml has ann only; add bob there and bring stack child up, or correct the line',
        '  line 3: lob is "lob-x": the LOBs are lob-a, lob-b; name one of them, or add it with npm run onboard',
        '  line 5: profile is "dave": userProfiles of Pulumi.child.yaml has ann only; add dave there and bring stack child up, or correct the line',
      ].join("\n"),
    );
    expect(said).to.deep.equal([]);
  });

  it("refuses a file of passwords that git would take, before it is read", async () => {
    const tree = new Folder();
    execFileSync("git", ["-C", tree.path, "init"], { stdio: "ignore" });
    const reason = await refusalOf(() => run({ passwordsFrom: tree.write("passwords.csv", "no header") }));
    tree.remove();
    expect(reason).to.include(`the file holds passwords and is in the git work tree ${tree.path}`);
    expect(said).to.deep.equal([]);
  });

  it("prints what was done and shows passwords when AWS stops it on the way", async () => {
    aws.faults.set("AdminCreateUser bob", ["TooManyRequestsException", "Rate exceeded"]);
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(StoppedAtUser);
    expect(said.at(-1)).to.equal(
      [
        "1 created, 0 moved, 0 changed, 0 removed, 0 unchanged.",
        "Passwords, shown this once, to be changed at the first sign-in within a day:",
        `  ann  ${aws.accounts.get("ann")?.password}`,
      ].join("\n"),
    );
  });
});
