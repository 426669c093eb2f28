import { expect } from "chai";
import type { Lack } from "../../../local/aws/network/availability";
import { DoctorBench, variant, wellProject } from "./doctor-bench";
import { Hands, problem } from "./hands";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const hubCheck = "stack shared: zones and endpoint services";
const lobCheck = "stack lob-b: zones and endpoint services";
const zones = "in availabilityZones of Pulumi.shared.yaml";
const region = "set another region in Pulumi.shared.yaml, and in the stacks that go with it";
const [sts, athena, s3, signIn] = ["sts", "athena", "s3", "cognito-idp"].map(
  (name) => `com.amazonaws.eu-west-1.${name}`,
);

interface Case {
  readonly what: string;
  readonly lack: readonly Lack[];
  /** What the hub is told. */
  readonly hub?: readonly string[];
  /** What LOB B is told. */
  readonly lob?: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: "a default zone",
    lack: [{ zone: "eu-west-1b" }],
    hub: [
      `account 111122223333 has no Availability Zone eu-west-1b, only eu-west-1a, eu-west-1c: list two to four of these ${zones}`,
    ],
    lob: [
      "account 444444444444 has no Availability Zone eu-west-1b, only eu-west-1a, eu-west-1c: list two to four of these in availabilityZones of Pulumi.lob-b.yaml",
    ],
  },
  {
    what: "a further service of the hub",
    lack: [{ service: athena ?? "" }],
    hub: [
      `eu-west-1 has no interface endpoints for ${athena}: take athena out of endpointServices in Pulumi.shared.yaml`,
    ],
  },
  {
    what: "a service that every hub has",
    lack: [{ service: "aws.sagemaker.eu-west-1.studio" }],
    hub: [`eu-west-1 has no interface endpoints for aws.sagemaker.eu-west-1.studio: ${region}`],
  },
  {
    what: "the endpoint for signing in",
    lack: [{ service: signIn ?? "" }],
    hub: [`eu-west-1 has no interface endpoints for ${signIn}: set signIn: internet in Pulumi.shared.yaml`],
  },
  {
    what: "services in a zone",
    lack: [
      { service: sts ?? "", zone: "eu-west-1b" },
      { service: athena ?? "", zone: "eu-west-1a" },
      { service: athena ?? "", zone: "eu-west-1b" },
    ],
    hub: [
      `${sts} has no endpoints in eu-west-1b, only in eu-west-1a, eu-west-1c: list two to four of these ${zones}, or ${region}`,
      `${athena} has no endpoints in eu-west-1a and eu-west-1b, only in eu-west-1c: list two to four of these ${zones}, or take athena out of endpointServices in Pulumi.shared.yaml`,
    ],
  },
  {
    what: "a zone, and a service in it, which is told of once",
    lack: [{ zone: "eu-west-1b" }, { service: sts ?? "", zone: "eu-west-1b" }],
    hub: [
      `account 111122223333 has no Availability Zone eu-west-1b, only eu-west-1a, eu-west-1c: list two to four of these ${zones}`,
    ],
    lob: [
      "account 444444444444 has no Availability Zone eu-west-1b, only eu-west-1a, eu-west-1c: list two to four of these in availabilityZones of Pulumi.lob-b.yaml",
    ],
  },
  {
    what: "policies for endpoints",
    lack: [{ policiesOf: athena ?? "" }, { policiesOf: s3 ?? "" }],
    hub: [
      `endpoints for ${s3} take no policy in eu-west-1, and the program sets one: ${region}`,
      `endpoints for ${athena} take no policy in eu-west-1, and the program sets one: take athena out of endpointServices in Pulumi.shared.yaml`,
    ],
    lob: [
      `endpoints for ${s3} take no policy in eu-west-1, and the program sets one: set another region in Pulumi.lob-b.yaml, and in the stacks that go with it`,
    ],
  },
  {
    what: "a zone, and a service, that config doesn't name",
    lack: [{ zone: "eu-west-1c" }, { service: "com.amazonaws.eu-west-1.kms" }],
  },
];

describe("scripts/doctor on a region, before anything is up", () => {
  const project = variant(wellProject, { shared: { endpointServices: '["athena"]' } });
  let bench: DoctorBench;
  let hands: Hands;
  before(async () => {
    bench = await DoctorBench.start(project, []);
    hands = new Hands(bench.world);
  });
  afterEach(() => hands.putBack());
  after(() => bench.close());

  /** Findings about zones and services. */
  async function said(): Promise<string[]> {
    const complaints = await bench.complaints({ stack: ["shared", "lob-b"] });
    return complaints.filter((line) => / zones (and|beside) /.test(line));
  }

  for (const { what, lack, hub, lob } of cases) {
    it(`${hub === undefined ? "isn't concerned by" : "tells"} what it lacks: ${what}`, async () => {
      for (const one of lack) {
        hands.later(bench.world.availability.lack(one));
      }
      expect(await said()).to.deep.equal([
        ...(hub === undefined ? [] : [problem(hubCheck, ...hub)]),
        ...(lob === undefined ? [] : [problem(lobCheck, ...lob)]),
      ]);
    });
  }

  it("is right: the up is refused for what it reports", async () => {
    hands.later(bench.world.availability.lack({ service: sts ?? "", zone: "eu-west-1b" }));
    const [shared] = project.stacks;
    if (shared === undefined) {
      throw new Error("the project has a hub");
    }
    expect(await bench.estate.up(shared).then(String, String)).to.match(
      /InvalidParameter: The VPC endpoint service com\.amazonaws\.eu-west-1\.sts does not support the availability zone of the subnet: subnet-/,
    );
  });

  it("warns of a LOB in other zones than the hub, whatever their names, and fails nothing", async () => {
    hands.later(bench.world.availability.shift("444444444444", 1));
    expect(await said()).to.deep.equal([
      "warning  stack lob-b: zones beside the hub's\n           its zones are euw1-az2, euw1-az3, and those of stack shared euw1-az1, euw1-az2: calls cross zones, and fail if either zone fails; in this account the hub's zones are eu-west-1a, eu-west-1c: list these in availabilityZones of Pulumi.lob-b.yaml",
    ]);
  });

  it("needs credentials", async () => {
    bench.accounts.set("shared", undefined);
    hands.later(() => bench.accounts.set("shared", "111122223333"));
    const no = "no credentials of account 111122223333";
    expect(await said()).to.deep.equal([
      `skipped  ${hubCheck}, ${no}`,
      `skipped  stack lob-b: zones beside the hub's, ${no}`,
    ]);
  });
});
