import { expect } from "chai";
import { LobDomain } from "../../../infra/lob/lob-domain";
import type { LobDomainArgs } from "../../../infra/lob/lob-domain-arguments";
import type { LobHub } from "../../../infra/lob/lob-hub";
import { evaluate, only, type Registered } from "../../support/evaluate";
import { lobArgs } from "./lob-args";

function register(
  hub: Partial<LobHub> = {},
  organizationId?: string,
  others: Partial<LobDomainArgs> = {},
): Promise<Registered[]> {
  return evaluate(() => {
    new LobDomain("lob", { ...lobArgs, organizationId, ...others, hub: { ...lobArgs.hub, ...hub } });
  });
}

function ofType(resources: readonly Registered[], type: string): Registered[] {
  return resources.filter((resource) => resource.type === type);
}

const vpcId = "lob-network-vpc-vpc-id";
const shared = ["lob-network-attachment", "lob-network-rule-sagemaker.api", "lob-network-rule-sts"];

/** A group's rules, by its resource name, each as it is sent to AWS. */
function rulesOf(resources: readonly Registered[], group: string, direction: "Ingress" | "Egress"): unknown[] {
  return ofType(resources, `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`)
    .map(({ inputs }) => inputs)
    .filter(({ securityGroupId }) => securityGroupId === `${group}-id`)
    .map(({ securityGroupId, description, ...rule }) => rule);
}

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
const toHub = { ...https, cidrIpv4: "10.0.0.0/16" };
const toS3 = { ...https, prefixListId: "pl-lob-network-vpc-s3" };
const nfs = { ipProtocol: "tcp", fromPort: 2049, toPort: 2049, referencedSecurityGroupId: "lob-groups-studio-id" };

describe("a LOB's network", () => {
  it("attaches the VPC to the hub's gateway without naming route tables", async () => {
    expect(only(await register(), "aws:ec2transitgateway/vpcAttachment:VpcAttachment").inputs).to.deep.equal({
      transitGatewayId: "tgw-0123456789abcdef0",
      vpcId,
      subnetIds: ["lob-network-vpc-attachment-1-id", "lob-network-vpc-attachment-2-id"],
    });
  });

  it("routes from each zone only to the hub's CIDR block, once the VPC is attached", async () => {
    const routes = ofType(await register(), "aws:ec2/route:Route");
    expect(routes.map(({ inputs }) => inputs)).to.deep.equal(
      [1, 2].map((zone) => ({
        routeTableId: `lob-network-vpc-routes-${zone}-id`,
        destinationCidrBlock: "10.0.0.0/16",
        transitGatewayId: "tgw-0123456789abcdef0",
      })),
    );
    for (const { after } of routes) {
      expect(after).to.include("lob-network-attachment");
    }
  });

  it("associates every shared rule with its VPC", async () => {
    const rules = ofType(await register(), "aws:route53/resolverRuleAssociation:ResolverRuleAssociation");
    expect(rules.map(({ inputs }) => inputs)).to.deep.equal([
      { name: "lob-network-sagemaker-api", resolverRuleId: "rslvr-rr-0123456789abcdef0", vpcId },
      { name: "lob-network-sts", resolverRuleId: "rslvr-rr-0123456789abcdef1", vpcId },
    ]);
  });

  it("accepts no share within an organization, where there is no invitation", async () => {
    expect(ofType(await register(), "aws:ram/resourceShareAccepter:ResourceShareAccepter")).to.deep.equal([]);
  });

  it("accepts an invitation before it uses what is shared", async () => {
    const resources = await register({ sharing: "invitation" });
    expect(only(resources, "aws:ram/resourceShareAccepter:ResourceShareAccepter").inputs).to.deep.equal({
      shareArn: lobArgs.hub.resourceShareArn,
    });
    for (const name of shared) {
      expect(only(resources, name).after, name).to.include("lob-network-share");
    }
  });

  it("reaches buckets of the organization through S3's endpoint, or its own where none is known", async () => {
    const policy = (resources: readonly Registered[]) =>
      JSON.parse(String(only(resources, "lob-network-vpc-s3").inputs.policy));
    expect(policy(await register())).to.have.deep.nested.property("Statement[0].Condition", {
      StringEquals: { "aws:PrincipalAccount": ["333333333333"], "aws:ResourceAccount": ["333333333333"] },
    });
    expect(policy(await register({}, "o-exampleorg1"))).to.have.deep.nested.property("Statement[0].Condition", {
      StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1", "aws:ResourceOrgID": "o-exampleorg1" },
    });
  });

  it("lets Studio's apps call the hub's endpoints and S3, and each other only by NFS", async () => {
    const resources = await register();
    expect(only(resources, "lob-groups-studio").inputs).to.deep.equal({
      description: "Apps of SageMaker Studio",
      vpcId,
    });
    expect(rulesOf(resources, "lob-groups-studio", "Ingress")).to.deep.equal([nfs]);
    expect(rulesOf(resources, "lob-groups-studio", "Egress")).to.have.deep.members([nfs, toHub, toS3]);
  });

  it("lets the apps of one user reach each other, by a group that nobody else's apps have", async () => {
    const resources = await register({}, undefined, { userProfiles: ["user-lob-a", "ann"] });
    for (const profile of ["user-lob-a", "ann"]) {
      const group = `lob-profile-${profile}-apps`;
      const apps = {
        ipProtocol: "tcp",
        fromPort: 8192,
        toPort: 65535,
        referencedSecurityGroupId: `${group}-id`,
      };
      expect(only(resources, group).inputs).to.deep.equal({ description: `Studio apps of ${profile}`, vpcId });
      expect(rulesOf(resources, group, "Ingress")).to.deep.equal([apps]);
      expect(rulesOf(resources, group, "Egress")).to.deep.equal([apps]);
    }
  });

  it("has no group but the users' own that lets itself in, but for NFS", async () => {
    const resources = await register({}, undefined, { userProfiles: ["user-lob-a", "ann"] });
    const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const among = ofType(resources, type).filter(
      ({ inputs }) => inputs.securityGroupId === inputs.referencedSecurityGroupId,
    );
    expect(among.map(({ name }) => name)).to.deep.equal([
      "lob-groups-studio-from-nfs",
      "lob-profile-user-lob-a-from-apps",
      "lob-profile-ann-from-apps",
    ]);
  });

  it("lets functions call the hub's endpoints, and nobody call them", async () => {
    const resources = await register();
    expect(rulesOf(resources, "lob-groups-invoker", "Ingress")).to.deep.equal([]);
    expect(rulesOf(resources, "lob-groups-invoker", "Egress")).to.deep.equal([toHub]);
  });

  const logTypes = [
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:ec2/flowLog:FlowLog",
    "aws:iam/role:Role",
    "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
    "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
  ];
  const logsOf = async (others: Partial<LobDomainArgs>) =>
    (await register({}, undefined, others))
      .filter(({ type, name }) => logTypes.includes(type) && name.startsWith("lob-logs"))
      .map(({ name, inputs: { assumeRolePolicy: _, description: __, ...inputs } }) => [name, inputs]);

  it("isn't logged unless asked for", async () => {
    expect(await logsOf({})).to.deep.equal([]);
  });

  it("logs connections and DNS queries in log groups named after the LOB, by a role of their own", async () => {
    expect(await logsOf({ flowLogs: true, queryLogs: true, logRetentionDays: 90 })).to.have.deep.members([
      ["lob-logs-flow-role", { name: "StudioLobFlowLogs-lob-a" }],
      ["lob-logs-flow-logs", { name: "/aws/vpc/studio-lob-a", retentionInDays: 90 }],
      [
        "lob-logs-flow-log",
        {
          vpcId,
          trafficType: "ALL",
          logDestinationType: "cloud-watch-logs",
          logDestination: "arn:mock:lob-logs-flow-logs",
          iamRoleArn: "arn:mock:lob-logs-flow-role",
        },
      ],
      ["lob-logs-query-logs", { name: "/aws/vendedlogs/route53/studio-lob-a", retentionInDays: 90 }],
      ["lob-logs-query-config", { name: "studio-lob-a", destinationArn: "arn:mock:lob-logs-query-logs" }],
      ["lob-logs-query-association", { resolverQueryLogConfigId: "lob-logs-query-config-id", resourceId: vpcId }],
    ]);
  });

  it("logs connections to a bucket of a log archive, and DNS queries with them", async () => {
    const logBucketArn = "arn:aws:s3:::network-logs";
    expect(await logsOf({ flowLogs: true, queryLogs: true, logBucketArn })).to.have.deep.members([
      ["lob-logs-flow-log", { vpcId, trafficType: "ALL", logDestinationType: "s3", logDestination: logBucketArn }],
      ["lob-logs-query-config", { name: "studio-lob-a", destinationArn: logBucketArn }],
      ["lob-logs-query-association", { resolverQueryLogConfigId: "lob-logs-query-config-id", resourceId: vpcId }],
    ]);
  });
});
