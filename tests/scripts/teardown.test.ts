import { chmodSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { LocalAws } from "../../local/aws/local-aws";
import { operatorOf } from "../../local/estate/operator";
import { type Finished, runNode } from "../../local/support/run-node";
import { setEnvironment } from "../functions/support/environment";
import { runHere } from "../support/run-here";
import { Folder } from "./support/files";

const root = path.resolve(__dirname, "../..");

const type = "aws:iam/role:Role";
const up = { resources: [{ urn: `urn:pulumi:parent::project::${type}::role`, type, custom: true, id: "role" }] };

/** Answers what the Automation API asks the Pulumi CLI for: stack parent is up, shared is down, others never were. */
const pulumi = `#!${process.execPath}
const asked = process.argv.slice(2).join(" ");
const stack = /--stack (\\S+)/.exec(asked)?.[1];
if (asked === "version") {
  console.log("v3.255.0");
} else if (asked.startsWith("stack ls --json")) {
  console.log("[]");
} else if (asked.startsWith("stack export") && ["shared", "parent"].includes(stack)) {
  console.log(JSON.stringify({ version: 3, deployment: stack === "parent" ? ${JSON.stringify(up)} : {} }));
} else {
  console.error(asked.startsWith("stack export") ? "error: no stack named '" + stack + "' found" : "error: please log in");
  process.exitCode = 255;
}
`;

// What npm run teardown runs, with the real SDK and the Automation API. The rest is asked of scripts/teardown.
describe("npm run teardown as a process", () => {
  const folder = new Folder();
  let aws: LocalAws;
  let putBack = () => {};
  before(async () => {
    chmodSync(folder.write("pulumi", pulumi), 0o755);
    aws = await LocalAws.start();
    aws.world.openAccount({ id: "222222222222" });
    const place = { account: "222222222222", region: "eu-west-1" };
    const { credentials, endpoint } = await operatorOf(aws, place);
    putBack = setEnvironment({
      PATH: `${folder.path}:${process.env.PATH}`,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    });
  });
  after(async () => {
    putBack();
    await aws.close();
    folder.remove();
  });

  const run = (...options: readonly string[]): Promise<Finished> =>
    runNode(["--require", path.join(root, "local/tsx.cjs"), path.join(root, "scripts/teardown.ts"), ...options], root);

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
