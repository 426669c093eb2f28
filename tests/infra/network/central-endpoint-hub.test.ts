import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { CentralEndpointHub } from "../../../infra/network/central-endpoint-hub";
import type { CentralEndpointHubArgs } from "../../../infra/network/central-endpoint-hub-arguments";
import { servicePolicy } from "../../../infra/network/endpoint-catalog";
import { evaluate, only, type Registered } from "../../support/evaluate";
import { hubArgs, inputsOf, ofType, organizationArn, registerHub } from "./hub";

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ruleType = "aws:route53/resolverRule:ResolverRule";
const principalType = "aws:ram/principalAssociation:PrincipalAssociation";

/** Studio's page calls it from people's browsers, code from LOBs and the hub. */
const both = "sagemaker-api";
const workloads = [both, "sagemaker-runtime", "sts", "logs"];
const people = [both, "studio", "execute-api", "cognito-idp"];

/** What differs between two hubs: resources of only one, and those whose inputs changed. */
function changes(before: readonly Registered[], after: readonly Registered[]): string[] {
  const known = new Map(before.map(({ type, name, inputs }) => [`${type} ${name}`, JSON.stringify(inputs)]));
  const now = new Map(after.map(({ type, name, inputs }) => [`${type} ${name}`, JSON.stringify(inputs)]));
  return [...new Set([...known.keys(), ...now.keys()])].filter((key) => known.get(key) !== now.get(key)).sort();
}

describe("CentralEndpointHub: endpoints", () => {
  it("are there for what both flows and a Studio without internet need", async () => {
    const endpoints = ofType(await registerHub(), endpointType);
    expect(endpoints.map(({ inputs }) => `${inputs.vpcEndpointType} ${inputs.serviceName}`)).to.have.members([
      "Gateway com.amazonaws.eu-west-1.s3",
      "Gateway com.amazonaws.eu-west-1.dynamodb",
      "Interface com.amazonaws.eu-west-1.sagemaker.api",
      "Interface com.amazonaws.eu-west-1.sagemaker.runtime",
      "Interface aws.sagemaker.eu-west-1.studio",
      "Interface com.amazonaws.eu-west-1.execute-api",
      "Interface com.amazonaws.eu-west-1.sts",
      "Interface com.amazonaws.eu-west-1.logs",
      "Interface com.amazonaws.eu-west-1.cognito-idp",
    ]);
  });

  it("leave Cognito out where people sign in over the internet", async () => {
    expect(
      changes(await registerHub(), await registerHub({ signIn: "internet" })).filter((key) => !/cognito-idp/.test(key)),
    ).to.deep.equal([]);
    expect(Object.keys(inputsOf(await registerHub({ signIn: "internet" }), endpointType))).not.to.include(
      "hub-endpoints-cognito-idp",
    );
  });

  for (const [audience, services] of Object.entries({ people, workloads })) {
    it(`only for ${audience} are in every zone, in no group but that of ${audience}, without private DNS`, async () => {
      const endpoints = inputsOf(await registerHub(), endpointType);
      for (const service of services.filter((one) => one !== both)) {
        expect(endpoints[`hub-endpoints-${service}`], service).to.deep.include({
          vpcId: "hub-vpc-vpc-id",
          subnetIds: ["hub-vpc-workload-1-id", "hub-vpc-workload-2-id"],
          securityGroupIds: [`hub-groups-${audience}-id`],
          privateDnsEnabled: false,
        });
      }
    });
  }

  it("for people and workloads are in both groups, and there is one such", async () => {
    const endpoints = inputsOf(await registerHub(), endpointType);
    const groups = ["hub-groups-people-id", "hub-groups-workloads-id"];
    expect(endpoints["hub-endpoints-sagemaker-api"]?.securityGroupIds).to.deep.equal(groups);
    expect(
      Object.entries(endpoints).flatMap(([name, { securityGroupIds }]) =>
        Array.isArray(securityGroupIds) && securityGroupIds.length > 1 ? [name] : [],
      ),
    ).to.deep.equal(["hub-endpoints-sagemaker-api"]);
  });

  it("have each its own policy, of the organization where there is one", async () => {
    const endpoints = inputsOf(await registerHub(), endpointType);
    const scope = { account: "111122223333", region: "eu-west-1", organizationId: "o-exampleorg1", accounts: [] };
    expect(endpoints["hub-endpoints-sts"]?.policy).to.equal(JSON.stringify(servicePolicy("sts", scope)));
    expect(endpoints["hub-endpoints-studio"]?.policy).to.equal(JSON.stringify(servicePolicy("studio", scope)));
    expect(endpoints["hub-endpoints-cognito-idp"]?.policy).to.equal(
      JSON.stringify(servicePolicy("cognito-idp", scope)),
    );
    expect(Object.values(endpoints).filter(({ policy }) => typeof policy !== "string")).to.deep.equal([]);
  });

  it("name the hub's, the LOBs' and the model accounts without an organization", async () => {
    const resources = await registerHub({ organizationArn: undefined, modelAccounts: ["222222222222"] });
    const policy: unknown = JSON.parse(String(only(resources, "hub-endpoints-sagemaker-runtime").inputs.policy));
    expect(policy).to.have.deep.nested.property("Statement[0].Condition.StringEquals", {
      "aws:PrincipalAccount": ["111122223333", "222222222222", "333333333333", "444444444444"],
    });
  });

  it("take no address before those of the resolver are kept", async () => {
    const resources = await registerHub();
    const kept = ofType(resources, "aws:ec2/subnetCidrReservation:SubnetCidrReservation").map(({ name }) => name);
    const interfaces = ofType(resources, endpointType).filter(({ inputs }) => inputs.vpcEndpointType === "Interface");
    const resolvers = ofType(resources, "aws:route53/resolverEndpoint:ResolverEndpoint");
    expect(kept).to.have.length(2);
    for (const { name, after } of [...interfaces, ...resolvers]) {
      expect(after, name).to.include.members(kept);
    }
  });

  it("are one more, with its zone, records, rule and share, for one name in config", async () => {
    expect(changes(await registerHub(), await registerHub({ endpointServices: ["ecr.dkr"] }))).to.deep.equal([
      "aws:ec2/vpcEndpoint:VpcEndpoint hub-endpoints-ecr-dkr",
      "aws:ram/resourceAssociation:ResourceAssociation hub-share-rule-ecr-dkr",
      "aws:route53/record:Record hub-endpoints-ecr-dkr-dns-apex",
      "aws:route53/record:Record hub-endpoints-ecr-dkr-dns-below",
      "aws:route53/resolverRule:ResolverRule hub-endpoints-ecr-dkr-dns-rule",
      "aws:route53/zone:Zone hub-endpoints-ecr-dkr-dns-zone",
      "sagemaker-multi-account:network:EndpointDns hub-endpoints-ecr-dkr-dns",
    ]);
  });
});

describe("CentralEndpointHub: names", () => {
  it("of each service are in a zone of only the hub's VPC, except those of execute-api, which would cover public APIs", async () => {
    const zones = ofType(await registerHub(), "aws:route53/zone:Zone").map(({ inputs }) => inputs);
    expect(zones.map(({ name }) => name)).to.have.members([
      "api.sagemaker.eu-west-1.amazonaws.com",
      "runtime.sagemaker.eu-west-1.amazonaws.com",
      "studio.eu-west-1.sagemaker.aws",
      "sts.eu-west-1.amazonaws.com",
      "logs.eu-west-1.amazonaws.com",
      "cognito-idp.eu-west-1.amazonaws.com",
    ]);
    for (const { vpcs } of zones) {
      expect(vpcs).to.deep.equal([{ vpcId: "hub-vpc-vpc-id", vpcRegion: "eu-west-1" }]);
    }
  });

  it("lead to the endpoint's name for all zones", async () => {
    expect(only(await registerHub(), "hub-endpoints-sts-dns-apex").inputs).to.deep.equal({
      zoneId: "hub-endpoints-sts-dns-zone-id",
      name: "sts.eu-west-1.amazonaws.com",
      type: "A",
      aliases: [
        {
          name: "vpce-0-hub-endpoints-sts.service.eu-west-1.vpce.amazonaws.com",
          zoneId: "Z-hub-endpoints-sts",
          evaluateTargetHealth: false,
        },
      ],
    });
  });

  it("of Studio's domains are taken in by a wildcard, and no other service's", async () => {
    const records = ofType(await registerHub(), "aws:route53/record:Record").map(({ inputs }) => String(inputs.name));
    expect(records.filter((name) => name.startsWith("*"))).to.deep.equal(["*.studio.eu-west-1.sagemaker.aws"]);
    expect(records).to.include("studio.eu-west-1.sagemaker.aws");
  });

  it("of services for workloads have a rule by which LOBs ask the inbound endpoint, and those only for people have none", async () => {
    const rules = inputsOf(await registerHub(), ruleType);
    expect(Object.keys(rules)).to.have.members(workloads.map((service) => `hub-endpoints-${service}-dns-rule`));
    expect(rules["hub-endpoints-sagemaker-api-dns-rule"]).to.deep.equal({
      name: "sagemaker-api-shared",
      domainName: "api.sagemaker.eu-west-1.amazonaws.com",
      ruleType: "FORWARD",
      resolverEndpointId: "hub-resolver-outbound-id",
      targetIps: [
        { ip: "10.0.0.16", port: 53 },
        { ip: "10.0.32.16", port: 53 },
      ],
    });
  });

  it("are never asked of the hub by itself, which would go round for ever", async () => {
    const associations = "aws:route53/resolverRuleAssociation:ResolverRuleAssociation";
    expect(ofType(await registerHub(), associations)).to.deep.equal([]);
  });

  it("are answered at addresses that stay, in blocks that AWS gives nothing of away", async () => {
    const resources = await registerHub();
    expect(inputsOf(resources, "aws:ec2/subnetCidrReservation:SubnetCidrReservation")).to.deep.equal({
      "hub-resolver-kept-1": {
        subnetId: "hub-vpc-workload-1-id",
        cidrBlock: "10.0.0.16/28",
        reservationType: "explicit",
        description: "Inbound resolver endpoint",
      },
      "hub-resolver-kept-2": {
        subnetId: "hub-vpc-workload-2-id",
        cidrBlock: "10.0.32.16/28",
        reservationType: "explicit",
        description: "Inbound resolver endpoint",
      },
    });
    expect(inputsOf(resources, "aws:route53/resolverEndpoint:ResolverEndpoint")).to.deep.equal({
      "hub-resolver-inbound": {
        name: "studio-hub-inbound-shared",
        direction: "INBOUND",
        securityGroupIds: ["hub-groups-inbound-id"],
        ipAddresses: [
          { subnetId: "hub-vpc-workload-1-id", ip: "10.0.0.16" },
          { subnetId: "hub-vpc-workload-2-id", ip: "10.0.32.16" },
        ],
      },
      "hub-resolver-outbound": {
        name: "studio-hub-outbound-shared",
        direction: "OUTBOUND",
        securityGroupIds: ["hub-groups-outbound-id"],
        ipAddresses: [{ subnetId: "hub-vpc-workload-1-id" }, { subnetId: "hub-vpc-workload-2-id" }],
      },
    });
  });
});

describe("CentralEndpointHub: share", () => {
  const shareOf = (resources: readonly Registered[]) => ({
    allowsExternal: only(resources, "aws:ram/resourceShare:ResourceShare").inputs.allowExternalPrincipals,
    principals: ofType(resources, principalType).map(({ inputs }) => inputs.principal),
  });

  it("holds the transit gateway and the rules for workloads, and nothing else", async () => {
    const shared = ofType(await registerHub(), "aws:ram/resourceAssociation:ResourceAssociation");
    expect(shared.map(({ inputs }) => inputs.resourceArn)).to.have.members([
      "arn:mock:hub-tgw-gateway",
      ...workloads.map((service) => `arn:mock:hub-endpoints-${service}-dns-rule`),
    ]);
  });

  const unit = "arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-ab12-11111111";
  const lobs = ["333333333333", "444444444444"];
  const cases: ReadonlyArray<
    readonly [
      title: string,
      overrides: Partial<CentralEndpointHubArgs>,
      principals: readonly string[],
      external: boolean,
    ]
  > = [
    ["the LOBs' accounts within an organization", {}, lobs, false],
    ["the organization only when told", { shareWith: [organizationArn] }, [organizationArn], false],
    ["one unit when told", { shareWith: [unit] }, [unit], false],
    ["the LOBs' accounts without an organization", { organizationArn: undefined }, lobs, false],
    ["the LOBs' accounts by invitation, whatever organization is known", { sharing: "invitation" }, lobs, true],
  ];
  for (const [title, overrides, principals, external] of cases) {
    it(`is for ${title}, ${external ? "strangers included" : "strangers never"}`, async () => {
      expect(shareOf(await registerHub(overrides))).to.deep.equal({ allowsExternal: external, principals });
    });
  }

  it("is nobody's before everything is in it", async () => {
    const resources = await registerHub();
    const shared = ofType(resources, "aws:ram/resourceAssociation:ResourceAssociation").map(({ name }) => name);
    for (const { after } of ofType(resources, principalType)) {
      expect(after).to.include.members(shared);
    }
  });
});

describe("CentralEndpointHub: a further LOB", () => {
  const lobs = [...hubArgs.lobs, { name: "lob-c", account: "555555555555" }];

  it("gets its account into the share within an organization, and changes nothing else", async () => {
    expect(changes(await registerHub(), await registerHub({ lobs }))).to.deep.equal([
      "aws:ram/principalAssociation:PrincipalAssociation hub-share-with-555555555555",
    ]);
  });

  it("changes nothing where the share is for the organization", async () => {
    const shareWith = [organizationArn];
    expect(changes(await registerHub({ shareWith }), await registerHub({ shareWith, lobs }))).to.deep.equal([]);
  });

  it("changes the share and the policies that list accounts without one, and nothing else", async () => {
    const organization = { organizationArn: undefined };
    const changed = changes(await registerHub(organization), await registerHub({ ...organization, lobs }));
    expect(changed).to.deep.equal([
      "aws:ec2/vpcEndpoint:VpcEndpoint hub-endpoints-logs",
      "aws:ec2/vpcEndpoint:VpcEndpoint hub-endpoints-sagemaker-api",
      "aws:ec2/vpcEndpoint:VpcEndpoint hub-endpoints-sagemaker-runtime",
      "aws:ec2/vpcEndpoint:VpcEndpoint hub-endpoints-sts",
      "aws:ec2/vpcEndpoint:VpcEndpoint hub-endpoints-studio",
      "aws:ec2/vpcEndpoint:VpcEndpoint hub-vpc-s3",
      "aws:ram/principalAssociation:PrincipalAssociation hub-share-with-555555555555",
    ]);
  });

  it("is one of a thousand with nothing but its place in the share", async () => {
    const thousand = Array.from({ length: 1000 }, (_, index) => ({
      name: `lob-${index}`,
      account: String(300_000_000_000 + index),
    }));
    const others = async (overrides: Partial<CentralEndpointHubArgs>) =>
      (await registerHub(overrides)).filter(({ type }) => type !== principalType).length;
    expect(await others({ lobs: thousand })).to.equal(await others({}));
    expect(ofType(await registerHub({ lobs: thousand }), principalType)).to.have.length(1000);
  });
});

describe("CentralEndpointHub", () => {
  for (const [what, key] of [
    ["function", "functionPlacement"],
    ["authorizer", "authorizerPlacement"],
  ] as const) {
    it(`places its ${what} where it reaches its endpoints and gives its group back at destroy`, async () => {
      const placement: unknown[] = [];
      await evaluate(() => {
        const hub = new CentralEndpointHub("hub", { ...hubArgs, authorizerInVpc: true });
        for (const [name, ids] of Object.entries(hub[key] ?? {})) {
          pulumi.output(ids).apply((value) => placement.push([name, value]));
        }
      });
      expect(placement).to.have.deep.members([
        ["subnetIds", ["hub-vpc-workload-1-id", "hub-vpc-workload-2-id"]],
        ["securityGroupIds", [`hub-groups-${what}-id`]],
        ["replacementSecurityGroupIds", ["hub-vpc-default-id"]],
      ]);
    });
  }

  it("previews as many resources as it then makes, before anything exists", async () => {
    const options = { flowLogs: true, queryLogs: true, endpointServices: ["kms"] };
    expect(await registerHub(options, true)).to.have.length((await registerHub(options)).length);
  });
});
