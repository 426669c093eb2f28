import { chmodSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { type Finished, runNode } from "../../local/support/run-node";
import { setEnvironment } from "../functions/support/environment";
import { runHere } from "../support/run-here";
import { FakeAws } from "./support/fake-aws";
import { Folder } from "./support/files";

const root = path.resolve(__dirname, "../..");

const outputs = {
  invokeRoleArn: "arn:aws:iam::222222222222:role/SageMakerExternal",
  externalId: "222222222222",
  endpointRegion: "eu-west-1",
  endpoints: ["iris"],
  children: ["333333333333"],
  streaming: false,
  studio: false,
  runtimeEndpointId: "",
};
const stack = { urn: "urn:pulumi:parent::p::pulumi:pulumi:Stack::p-parent", type: "pulumi:pulumi:Stack", outputs };
const exported = { version: 3, deployment: { manifest: {}, resources: [stack] } };

/** Answers what the Automation API asks the Pulumi CLI for, and nothing else. */
const pulumi = `#!${process.execPath}
const asked = process.argv.slice(2).join(" ");
if (asked === "version") {
  console.log("v3.255.0");
} else if (/^stack export --show-secrets --stack parent\\b/.test(asked)) {
  console.log(${JSON.stringify(JSON.stringify(exported))});
} else if (/^stack ls --json/.test(asked)) {
  console.log(JSON.stringify([{ name: "parent", current: false, updateInProgress: process.env.UPDATING === "yes" }]));
} else {
  console.error(/--stack lob-b/.test(asked) ? "error: no stack named 'lob-b' found" : "warning: old\\nerror: please log in");
  process.exitCode = 255;
}
`;

// What npm run doctor runs, with the real SDK and the Automation API. The rest is asked of scripts/doctor.
describe("npm run doctor", () => {
  const folder = new Folder();
  let aws: FakeAws;
  let putBack = () => {};

  before(async () => {
    aws = await FakeAws.start();
    aws.account = "222222222222";
    chmodSync(folder.write("pulumi", pulumi), 0o755);
    putBack = setEnvironment({
      PATH: `${folder.path}:${process.env.PATH}`,
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: "AKIASTATIC",
      AWS_SECRET_ACCESS_KEY: "static-secret",
      AWS_SESSION_TOKEN: undefined,
      UPDATING: undefined,
    });
  });
  after(async () => {
    putBack();
    await aws.close();
    folder.remove();
  });

  const run = (...options: readonly string[]): Promise<Finished> =>
    runNode(["--require", path.join(root, "local/tsx.cjs"), path.join(root, "scripts/doctor.ts"), ...options], root);

  const well = [
    "ok       Node.js: version",
    "ok       Pulumi CLI: version",
    "ok       Pulumi.yaml and Pulumi.<stack>.yaml: config",
    "ok       stack parent: credentials",
  ];

  it("reports that all is well, and exits 0", async () => {
    const finished = await run("--stack", "parent");
    expect(finished).to.deep.equal({
      code: 0,
      stdout: [
        ...well,
        "ok       stack parent: state",
        "ok       stack parent: hosted models",
        "6 checks: 6 ok, 0 with problems, 0 with warnings, 0 skipped.",
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  it("reports what is wrong, and exits 1", async () => {
    const finished = await runHere("scripts/doctor.ts", "--stack", "lob-b");
    expect(finished.code).to.equal(1);
    expect(finished.stdout.split("\n").slice(3, 7)).to.deep.equal([
      "problem  stack lob-b: credentials",
      "           its account is 444444444444, but the credentials are of account 222222222222: use credentials of 444444444444",
      "problem  stack lob-b: state",
      "           it doesn't exist: create it and bring it up, npx pulumi stack init lob-b && npx pulumi up --stack lob-b",
    ]);
  });

  it("reports what the CLI can't read, and that it is running", async () => {
    const { stdout } = await runHere("scripts/doctor.ts", "--stack", "child");
    expect(stdout).to.include(
      "problem  stack child: state\n           its state can't be read by the Pulumi CLI: please log in; log in where it is kept, npx pulumi login\n",
    );
    const restore = setEnvironment({ UPDATING: "yes" });
    const finished = await runHere("scripts/doctor.ts", "--stack", "parent", "--json");
    restore();
    expect(JSON.parse(finished.stdout)).to.deep.include({ ok: false });
    expect(finished.stdout).to.include("an update of it is running");
  });
});
