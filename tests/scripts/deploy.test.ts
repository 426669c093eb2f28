import * as path from "node:path";
import { expect } from "chai";
import { LocalAws } from "../../local/aws/local-aws";
import { administratorsKeys, asProcess } from "./support/as-process";

const root = path.resolve(__dirname, "../..");

const type = "pulumi:pulumi:Stack";
const up = { resources: [{ urn: `urn:pulumi:parent::project::${type}::parent`, type, outputs: { roleArn: "…" } }] };

/** Answers what the Automation API asks the Pulumi CLI for, as far as previews, of which it tells nothing. */
const cli = `if (asked.startsWith("stack ls --json")) {
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
  let aws: LocalAws;
  before(async () => {
    aws = await LocalAws.start();
  });
  after(() => aws.close());

  const { run } = asProcess("scripts/deploy.ts", cli, () => administratorsKeys(aws, "222222222222"));

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
