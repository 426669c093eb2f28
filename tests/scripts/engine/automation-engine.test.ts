import { chmodSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { AutomationEngine } from "../../../scripts/engine/automation-engine";
import { EngineFailure } from "../../../scripts/engine/engine";
import { readStackOptions } from "../../../scripts/support/credentials";
import { DeployRole } from "../../../scripts/support/deploy-role";
import { setEnvironment } from "../../functions/support/environment";
import { childAccount, eachTestOnItsOwnAws, parentAccount } from "../../local/support/local-aws";
import { Folder } from "../support/files";
import { nobodyAtHand, Operators } from "../support/operators";

/** Notes how it was called, and does as if the stacks were there and nothing in them. */
const pulumi = `#!${process.execPath}
const asked = process.argv.slice(2).join(" ");
if (asked === "version") {
  console.log("v3.255.0");
} else {
  const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token, AWS_PROFILE: profile } = process.env;
  require("node:fs").appendFileSync(__dirname + "/calls", JSON.stringify({ asked, key, secret, token, profile }) + "\\n");
  const { BACKEND: url = "https://app.pulumi.com/ann" } = process.env;
  console.log(asked.startsWith("whoami") ? JSON.stringify({ user: "ann", url }) : asked.startsWith("stack ls") || asked.startsWith("stack history") ? "[]" : asked.startsWith("stack export") ? '{"version":3}' : "");
}
`;

const run = { log: () => {}, cancel: new AbortController().signal, onProgress: () => {} };

interface Call {
  readonly asked: string;
  readonly key?: string;
  readonly secret?: string;
  readonly token?: string;
  readonly profile?: string;
}

describe("scripts/engine/automation-engine", () => {
  const aws = eachTestOnItsOwnAws();
  const folder = new Folder();
  let putBack = () => {};
  before(() => {
    chmodSync(folder.write("pulumi", pulumi), 0o755);
    folder.write("Pulumi.yaml", "name: project\nruntime: nodejs\n");
    putBack = setEnvironment({
      PATH: `${folder.path}:${process.env.PATH}`,
      ...{ AWS_ACCESS_KEY_ID: "AKIAATHAND", AWS_SECRET_ACCESS_KEY: "at-hand", AWS_SESSION_TOKEN: undefined },
      AWS_PROFILE: "ambient",
    });
  });
  after(() => {
    putBack();
    folder.remove();
  });

  it("gives the CLI each stack's credentials by its environment, and nowhere else", async () => {
    const operators = await Operators.signIn(aws());
    await operators.letIn(childAccount, "Deploy");
    const place = { region: "eu-west-1" as const };
    const stacks = [
      { name: "child", config: { ...place, account: childAccount, deployRole: "Deploy" } },
      { name: "parent", config: { ...place, account: parentAccount } },
      { name: "shared", config: { ...place, account: "111122223333" } },
    ];
    const { profiles } = readStackOptions("npm run doctor", { profile: ["parent=models"] }, stacks, {
      atHand: operators.atHand,
    });
    const engine = new AutomationEngine(folder.path, profiles);
    for (const { name } of stacks) {
      await engine.state(name);
    }
    await engine.destroy("child", { ...run, refresh: true });

    const lines = readFileSync(path.join(folder.path, "calls"), "utf8").trim().split("\n");
    const calls: Call[] = lines.map((line) => JSON.parse(line));
    const stackOf = ({ asked }: Call) => /--stack (\S+)/.exec(asked)?.[1];
    const of = (stack: string) => calls.filter((call) => stackOf(call) === stack);
    expect(of("parent").map(({ asked: _, ...environment }) => environment)).to.deep.equal([
      { key: "", secret: "", token: "", profile: "models" },
    ]);
    expect(of("shared").map(({ asked: _, ...environment }) => environment)).to.deep.equal([
      { key: "AKIAATHAND", secret: "at-hand", profile: "ambient" },
    ]);
    const [exported, ...destroyed] = of("child");
    const words = destroyed.map(({ asked }) => asked.split(" ").slice(0, 2).join(" "));
    // Nothing is asked that events tell; and which stack the operator has selected stays.
    expect(words).to.deep.equal(["destroy --yes"]);
    expect(calls.filter(({ asked }) => asked.startsWith("stack select"))).to.deep.equal([]);
    for (const { key, secret, token, profile, asked } of of("child")) {
      const session = aws().sessions.find(key ?? "");
      expect([session?.role.account, session?.role.state.name, session?.name]).to.deep.equal([
        childAccount,
        "Deploy",
        "ann@example.com",
      ]);
      expect({ secret, token, profile }).to.deep.equal({
        secret: session?.secretAccessKey,
        token: session?.sessionToken,
        profile: "",
      });
      expect(asked).not.to.include(session?.secretAccessKey).and.not.to.include(session?.sessionToken);
    }
    // Each run of the CLI's has a whole hour before it.
    expect(destroyed[0]?.key).not.to.equal(exported?.key);
    expect(process.env.AWS_ACCESS_KEY_ID).to.equal("AKIAATHAND");
  });

  for (const { url, asks } of [
    { url: "file:///backend", asks: [] },
    { url: "s3://bucket?region=eu-west-1", asks: [] },
    { url: "https://app.pulumi.com/ann", asks: ["stack ls"] },
  ]) {
    it(`lists stacks only of a backend that tells which are updated, with ${url}`, async () => {
      folder.write("calls", "");
      const restore = setEnvironment({ BACKEND: url });
      await new AutomationEngine(folder.path, { of: () => undefined }).state("parent");
      restore();
      const asked = readFileSync(path.join(folder.path, "calls"), "utf8").match(/(?<="asked":")\w+( ls)?/g) ?? [];
      expect(asked.filter((words) => words.endsWith(" ls"))).to.deep.equal(asks);
      expect(asked.filter((words) => words === "whoami")).to.have.length(1);
    });
  }

  it("takes credentials that can't be had any more for the stack's own failure", async () => {
    const role = DeployRole.of({ account: childAccount, region: "eu-west-1", deployRole: "Deploy" }, nobodyAtHand);
    const engine = new AutomationEngine("no-such-folder", { of: () => role });
    const failure: unknown = await engine.up("child", run).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(EngineFailure);
    expect(failure).to.have.property(
      "message",
      "its credentials were refused: no AWS credentials were found to assume the role of deployRole: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml",
    );
  });
});
