import { expect } from "chai";
import * as v from "valibot";
import { LocalAws } from "../../local/aws/local-aws";
import { deploy, type Outputs } from "../../local/deploy/in-process";

import program = require("../../examples/hub-and-lob");

import { messageOf } from "../support/refused";

/** Both stacks of the example, put to the local AWS: what the second one reads is what the first one gave. */
describe("The example hub-and-lob", () => {
  let local: LocalAws;
  let outputs: Outputs;

  beforeEach(async () => {
    local = await LocalAws.start();
    outputs = new Map();
    for (const id of ["111122223333", "333333333333"]) {
      local.world.openAccount({ id });
    }
  });

  afterEach(() => local.close());

  const up = (name: string) => deploy(local, "hub-and-lob", { name, texts: {} }, outputs, program);

  const statesIn = (stack: string, type: string) =>
    local.world
      .ofStack(stack)
      .filter((resource) => resource.type === type)
      .map(({ state }) => v.parse(v.record(v.string(), v.unknown()), state));

  it("has a hub whose API, zones and addresses its operators read from its outputs", async () => {
    const { outputs: given } = await up("hub");
    expect(given).to.have.all.keys(
      "apiUrl",
      "userPoolId",
      "usersTable",
      "corporateDnsZones",
      "inboundAddresses",
      "forLobs",
    );
    expect(given.apiUrl).to.match(/^https:\/\/\w+\.execute-api\.eu-west-1\.amazonaws\.com\/studio\/$/);
    expect(given).to.deep.include({
      usersTable: "studio-users-example",
      inboundAddresses: ["10.0.0.16", "10.0.32.16"],
    });
    expect(given.corporateDnsZones).to.include.members([
      "studio.eu-west-1.sagemaker.aws",
      String(given.apiUrl).split("/")[2],
    ]);
  });

  it("has a hub with the endpoints that both flows need, shared with the LOB's account", async () => {
    await up("hub");
    const endpoints = statesIn("hub", "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ serviceName }) => serviceName);
    expect(endpoints).to.have.members([
      "aws.sagemaker.eu-west-1.studio",
      ...["cognito-idp", "dynamodb", "execute-api", "logs", "s3", "sagemaker.api", "sagemaker.runtime", "sts"].map(
        (word) => `com.amazonaws.eu-west-1.${word}`,
      ),
    ]);
    const principals = statesIn("hub", "aws:ram/principalAssociation:PrincipalAssociation");
    expect(principals.map(({ principal }) => principal)).to.deep.equal(["333333333333"]);
  });

  it("has a LOB behind that hub: its Studio in no other network, with its one user's profile", async () => {
    await up("hub");
    const { outputs: given } = await up("lob");
    const [domain, ...others] = statesIn("lob", "aws:sagemaker/domain:Domain");
    expect(others).to.deep.equal([]);
    expect(domain).to.include({ domainName: "lob-a", appNetworkAccessType: "VpcOnly" });
    expect(statesIn("lob", "aws:sagemaker/userProfile:UserProfile")).to.have.length(1);
    expect(statesIn("lob", "aws:ec2transitgateway/vpcAttachment:VpcAttachment")).to.have.length(1);
    expect(given.domainId).to.match(/^d-/);
  });

  it("has a LOB that reports what is missing without a hub, and makes nothing", async () => {
    expect(await messageOf(() => up("lob"))).to.equal(
      'LobDomain "lob": 1 mistake, nothing was changed\n  hub is not set: give the outputs of the hub\'s stack; bring that stack up first',
    );
    expect(local.world.ofStack("lob")).to.deep.equal([]);
  });
});
