import { expect } from "chai";
import { LocalAws } from "../../local/aws/local-aws";
import { runHere } from "../support/run-here";
import { administratorsKeys, asProcess } from "./support/as-process";

const type = "aws:iam/role:Role";
const up = { resources: [{ urn: `urn:pulumi:parent::project::${type}::role`, type, custom: true, id: "role" }] };

/** Answers what the Automation API asks the Pulumi CLI for: stack parent is up, shared is down, others never were. */
const cli = `{
  const stack = /--stack (\\S+)/.exec(asked)?.[1];
  if (asked.startsWith("stack ls --json")) {
    console.log("[]");
  } else if (asked.startsWith("stack export") && ["shared", "parent"].includes(stack)) {
    console.log(JSON.stringify({ version: 3, deployment: stack === "parent" ? ${JSON.stringify(up)} : {} }));
  } else {
    console.error(asked.startsWith("stack export") ? "error: no stack named '" + stack + "' found" : "error: please log in");
    process.exitCode = 255;
  }
}
`;

// What npm run teardown runs, with the real SDK and the Automation API. The rest is asked of scripts/teardown.
describe("npm run teardown as a process", () => {
  let aws: LocalAws;
  before(async () => {
    aws = await LocalAws.start();
  });
  after(() => aws.close());

  const { run } = asProcess("scripts/teardown.ts", cli, () => administratorsKeys(aws, "222222222222"));

  it("prints what it would delete, and exits 0", async () => {
    expect(await run("--dry-run")).to.deep.equal({
      code: 0,
      stdout: [
        "Project sagemaker-multi-account, to be deleted in this order:",
        "  lob-b   444444444444  is down already",
        "  child   333333333333  is down already",
        "  parent  222222222222  1 resource",
        "  shared  111122223333  is down already",
        "Nothing was deleted: this was a dry run.",
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  it("deletes nothing without an answer, and exits 1", async () => {
    const { code, stderr } = await runHere("scripts/teardown.ts", "--stack", "parent");
    expect({ code, stderr }).to.deep.equal({
      code: 1,
      stderr: "there is no terminal to ask on, so nothing was deleted: run this in a terminal, or with --yes\n",
    });
  });

  it("prints what the CLI refused and at which stack, and exits 1", async () => {
    const { code, stderr } = await runHere("scripts/teardown.ts", "--stack", "parent", "--yes");
    expect({ code, stderr: stderr.replace(/[\dT-]+(?=\/parent\.log)/, "<time>") }).to.deep.equal({
      code: 1,
      stderr:
        "1 stack failed. What is done stays\n  parent  please log in; its log: out/teardown/<time>/parent.log\nTo continue: npm run teardown -- --stack parent\n",
    });
  });
});
