import { expect } from "chai";
import { policy } from "../../local/aws/iam/kinds";
import { lambdaFunction } from "../../local/aws/lambda/kinds";
import { LocalAws } from "../../local/aws/local-aws";
import type { Deployment } from "../../local/deploy/deployer";
import { deploy, type Outputs } from "../../local/deploy/in-process";
import { makeStack } from "../../stacks/project/stack";

const project = "sagemaker-multi-account";
const organization = { id: "o-exampleorg1", path: "o-exampleorg1/r-root/" };
const organizationArn = "arn:aws:organizations::111111111111:organization/o-exampleorg1";

const shared = {
  role: "shared",
  account: "111122223333",
  region: "eu-west-1",
  organizationArn,
  corporateCidrs: '["192.168.10.0/24"]',
  lobs: '[{"name":"lob-a","account":"333333333333"}]',
};
const parent = {
  role: "parent",
  account: "222222222222",
  region: "eu-west-1",
  organizationArn,
  children: '["333333333333","444444444444"]',
  endpoints: '["iris"]',
  sharedStack: "shared",
};
const child = {
  role: "child",
  account: "333333333333",
  region: "eu-west-1",
  lob: "lob-a",
  sharedStack: "shared",
  vpcCidr: "10.100.0.0/16",
  parentStack: "parent",
  userProfiles: '["ann"]',
};

describe("stacks behind a hub", () => {
  let local: LocalAws;
  let outputs: Outputs;

  beforeEach(async () => {
    local = await LocalAws.start();
    outputs = new Map();
    for (const id of ["111122223333", "222222222222", "333333333333", "444444444444", "555555555555"]) {
      local.world.openAccount({ id, organization });
    }
  });

  afterEach(() => local.close());

  function up(name: string, texts: Readonly<Record<string, string>>): Promise<Deployment> {
    return deploy(local, project, makeStack(name, texts), outputs);
  }

  async function refusal(name: string, texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
    try {
      await up(name, texts);
    } catch (error) {
      return (error instanceof Error ? error.message : String(error)).split("\n").slice(1);
    }
    return ["nothing was refused"];
  }

  it("promise of the hub what others and its operators need, and no secret", async () => {
    const { outputs: promised } = await up("shared", shared);
    const apiHost = new URL(String(promised.apiUrl)).hostname;
    expect(Object.keys(promised).sort()).to.deep.equal([
      "account",
      "apiUrl",
      "corporateCidrs",
      "corporateDnsZones",
      "endpointIds",
      "hubAccount",
      "hubCidr",
      "hubRegion",
      "inboundAddresses",
      "lobSupernet",
      "lobs",
      "lobsTableName",
      "namePrefix",
      "organizationId",
      "presignedUrlRoleArn",
      "region",
      "resolverRuleIds",
      "resourceShareArn",
      "rolePath",
      "sharing",
      "transitGatewayId",
      "userPoolClientId",
      "userPoolId",
      "usersTableName",
    ]);
    expect(promised).to.deep.include({
      presignedUrlRoleArn: "arn:aws:iam::111122223333:role/StudioPresignedUrl-shared",
      inboundAddresses: ["10.0.0.16", "10.0.32.16"],
      corporateDnsZones: [
        "api.sagemaker.eu-west-1.amazonaws.com",
        "studio.eu-west-1.sagemaker.aws",
        "cognito-idp.eu-west-1.amazonaws.com",
        apiHost,
      ],
      organizationId: "o-exampleorg1",
    });
  });

  it("hold the parent's role to the hub's endpoint, and hand that on to children", async () => {
    const hub = await up("shared", shared);
    const { runtimeEndpointId } = (await up("parent", parent)).outputs;
    expect(hub.outputs).to.have.nested.property("endpointIds.sagemaker\\.runtime", runtimeEndpointId);
    const [permissions] = local.world.list(policy, "222222222222");
    expect(JSON.parse(permissions?.state.policy ?? "{}").Statement[0].Condition).to.deep.equal({
      StringEquals: { "aws:SourceVpce": runtimeEndpointId },
    });
  });

  it("place a child's function in its LOB's VPC", async () => {
    await up("shared", shared);
    await up("parent", parent);
    await up("child", child);
    const [lambda] = local.world.list(lambdaFunction, "333333333333");
    expect(lambda?.state.vpcConfig?.subnetIds).to.have.length(2);
  });

  it("warn where a child's Studio gets the parent's models and the parent doesn't trust Studio", async () => {
    const named = { ...child, studioCapabilities: '["parent-models"]' };
    await up("shared", shared);
    await up("parent", parent);
    expect((await up("child", child)).warnings).to.deep.equal([]);
    expect((await up("child", named)).warnings).to.deep.equal([
      "studioCapabilities names parent-models, and stack parent doesn't trust Studio: calls from Studio will be refused; set studio: true there and run npx pulumi up --stack parent",
    ]);
    await up("parent", { ...parent, studio: "true" });
    expect((await up("child", named)).warnings).to.deep.equal([]);
  });

  it("refuse, before anything is made, capabilities that hub or parent can't serve", async () => {
    await up("shared", shared);
    // A key would be made before the LOB's domain, which checks the same.
    const named = { ...child, parentStack: "", studioCapabilities: '["ecr","parent-models"]', createKey: "true" };
    expect(await refusal("child", named)).to.deep.equal([
      '  studioCapabilities[0] is "ecr": the hub has no endpoint ecr.api, ecr.dkr; add both to endpointServices of the hub\'s stack, or remove ecr',
      '  studioCapabilities[1] is "parent-models": there is no parent whose models could be called; name its stack in parentStack, or remove parent-models',
    ]);
    expect(local.world.ofStack("child")).to.deep.equal([]);
  });

  it("make a Studio domain without inference where a child names no parent", async () => {
    await up("shared", shared);
    const { outputs: promised } = await up("child", { ...child, parentStack: "" });
    expect(Object.keys(promised)).to.deep.equal(["domainId", "generatorRoleArn"]);
  });

  it("report which stack to bring up first when the hub isn't up", async () => {
    expect(await refusal("child", child)).to.deep.equal([
      "  it doesn't exist: bring that stack up first, npx pulumi stack init shared && npx pulumi up --stack shared",
    ]);
    expect(await refusal("parent", parent)).to.deep.equal([
      "  it doesn't exist: bring that stack up first, npx pulumi stack init shared && npx pulumi up --stack shared",
    ]);
  });

  it("refuse a child without the hub that its parent requires", async () => {
    await up("shared", shared);
    const { runtimeEndpointId } = (await up("parent", parent)).outputs;
    const { role, account, region, parentStack } = child;
    expect(await refusal("child", { role, account, region, parentStack })).to.deep.equal([
      `  sharedStack is not set: stack parent takes calls through endpoint ${runtimeEndpointId} of its hub only; name that hub's stack`,
    ]);
  });

  it("refuse a child behind another hub than its parent's", async () => {
    await up("shared", shared);
    await up("other", { ...shared, account: "555555555555" });
    const { runtimeEndpointId } = (await up("parent", parent)).outputs;
    expect(await refusal("child", { ...child, sharedStack: "other" })).to.deep.equal([
      `  sharedStack is "other": stack parent takes calls through endpoint ${runtimeEndpointId} of its hub only; name that hub's stack`,
    ]);
  });

  it("refuse another region than the hub's, for a child, a parent, and a parent's endpoints", async () => {
    await up("shared", shared);
    expect(await refusal("parent", { ...parent, region: "us-east-1" })).to.deep.equal([
      '  region is "us-east-1": stack shared is in eu-west-1 and serves only that region; set it, or leave sharedStack out',
    ]);
    await up("parent", { ...parent, region: "us-east-1", sharedStack: "" });
    expect(await refusal("child", child)).to.deep.equal([
      '  parentStack is "parent": its endpoints are in us-east-1, which the hub of stack shared in eu-west-1 doesn\'t serve; name a parent there, or leave sharedStack out',
    ]);
    expect(await refusal("child", { ...child, region: "us-east-1", parentStack: "" })).to.deep.equal([
      '  region is "us-east-1": stack shared is in eu-west-1 and serves only that region; set it, or leave sharedStack out',
    ]);
  });

  it("refuse a LOB that the hub lists otherwise, and warn of one that it doesn't list", async () => {
    await up("shared", shared);
    expect(await refusal("child", { ...child, parentStack: "", account: "444444444444" })).to.deep.equal([
      '  account is "444444444444": stack shared lists LOB lob-a with account 333333333333; correct one of the two',
    ]);
    expect(await refusal("child", { ...child, parentStack: "", lob: "lob-x" })).to.deep.equal([
      '  lob is "lob-x": stack shared lists account 333333333333 as LOB lob-a; set lob to that, or correct the list',
    ]);
    const unlisted = { ...child, parentStack: "", lob: "lob-x", account: "444444444444", vpcCidr: "10.101.0.0/16" };
    await up("shared", { ...shared, shareWith: '["333333333333","444444444444"]' });
    expect((await up("lob-x", unlisted)).warnings).to.deep.equal([
      "LOB lob-x is not among the lobs of stack shared: it can't attach unless shareWith there names it, and its users will get no URL; add it there and run npx pulumi up --stack shared",
    ]);
  });
});
