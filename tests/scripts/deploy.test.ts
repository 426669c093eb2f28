import { chmodSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { LocalAws } from "../../local/aws/local-aws";
import { operatorOf } from "../../local/estate/operator";
import { type Finished, runNode } from "../../local/support/run-node";
import { setEnvironment } from "../functions/support/environment";
import { Folder } from "./support/files";

const root = path.resolve(__dirname, "../..");

const type = "pulumi:pulumi:Stack";
const up = { resources: [{ urn: `urn:pulumi:parent::project::${type}::parent`, type, outputs: { roleArn: "…" } }] };

/** Answers what the Automation API asks the Pulumi CLI for, as far as previews, of which it tells nothing. */
const pulumi = `#!${process.execPath}
const asked = process.argv.slice(2).join(" ");
if (asked === "version") {
  console.log("v3.255.0");
} else if (asked.startsWith("stack ls --json")) {
  console.log("[]");
} else if (asked.includes("--stack shared")) {
  console.error("error: please log in");
  process.exitCode = 255;
} else if (asked.startsWith("stack export")) {
  console.log(JSON.stringify({ version: 3, deployment: ${JSON.stringify(up)} }));
} else if (!asked.startsWith("preview") || !asked.includes("--policy-pack ${path.join(root, "policy")}")) {
  console.error("error: nobody asks for " + asked);
  process.exitCode = 255;
}
`;

// What npm run deploy runs, with the real SDK and the Automation API. The rest is asked of scripts/deploy.
describe("npm run deploy as a process", () => {
  const folder = new Folder();
  let aws: LocalAws;
  let putBack = () => {};
  before(async () => {
    chmodSync(folder.write("pulumi", pulumi), 0o755);
    aws = await LocalAws.start();
    aws.world.openAccount({ id: "222222222222" });
    const { credentials, endpoint } = await operatorOf(aws, { account: "222222222222", region: "eu-west-1" });
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
    runNode(["--require", path.join(root, "local/tsx.cjs"), path.join(root, "scripts/deploy.ts"), ...options], root);

  it("says all that is in the way, and exits 1", async () => {
    const { code, stdout, stderr } = await run("--stack", "parent", "lob-b", "--yes");
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    // What the Automation API says of a CLI that tells it nothing goes before.
    expect(stderr.slice(stderr.indexOf("npm run deploy")).replace(/(?<=out.deploy.)[\dT-]+/, "…")).to.equal(
      [
        "npm run deploy: 3 mistakes, nothing was changed",
        "  account of stack lob-b is 444444444444, but the credentials are of account 222222222222: use credentials of 444444444444",
        "  state of stack shared can't be read by the Pulumi CLI: please log in; log in where it is kept, npx pulumi login",
        "  stack parent can't be planned: the Pulumi CLI printed no plan: use the version that package.json names; its log: out/deploy/…/parent.log",
        "",
      ].join("\n"),
    );
  });
});
