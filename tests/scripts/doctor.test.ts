import { expect } from "chai";
import { setEnvironment } from "../functions/support/environment";
import { runHere } from "../support/run-here";
import { asProcess, staticKeys } from "./support/as-process";
import { FakeAws } from "./support/fake-aws";

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
const cli = `if (/^stack export --show-secrets --stack parent\\b/.test(asked)) {
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
  let aws: FakeAws;

  before(async () => {
    aws = await FakeAws.start();
    aws.account = "222222222222";
  });
  after(() => aws.close());

  const { run } = asProcess("scripts/doctor.ts", cli, () => ({ ...staticKeys(aws.url), UPDATING: undefined }));

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
