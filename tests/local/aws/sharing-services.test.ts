import {
  DescribeOrganizationCommand,
  ListAWSServiceAccessForOrganizationCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import {
  GetResourceShareAssociationsCommand,
  GetResourceSharesCommand,
  ListPrincipalsCommand,
  RAMClient,
} from "@aws-sdk/client-ram";
import {
  ListResolverEndpointIpAddressesCommand,
  ListResolverRulesCommand,
  ListTagsForResourceCommand,
  Route53ResolverClient,
} from "@aws-sdk/client-route53resolver";
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ListServicesCommand,
  ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import { expect } from "chai";
import { refusalOf } from "../support/failure";
import { region } from "../support/local-aws";
import { NetworkServices, withoutPermission } from "../support/network-services";

const hub = "111122223333";
const lob = "444444444444";

describe("RAM, Route 53 Resolver, Service Quotas and Organizations", () => {
  let services: NetworkServices;
  before(async () => {
    services = await NetworkServices.start();
  });
  after(() => services.close());

  it("show a share to those who have part in it, and who that is to its owner", async () => {
    const arn =
      services.estate.aws.world.ofStack("shared").find(({ type }) => type.startsWith("aws:ram/resourceShare:"))?.id ??
      "";
    const ofLob = new RAMClient(await services.settings(lob));
    const { resourceShares = [] } = await ofLob.send(new GetResourceSharesCommand({ resourceOwner: "OTHER-ACCOUNTS" }));
    expect(resourceShares.map(({ resourceShareArn, status }) => [resourceShareArn, status])).to.deep.equal([
      [arn, "ACTIVE"],
    ]);
    const elsewhere = new RAMClient({ ...(await services.settings(lob)), region: "eu-central-1" });
    expect(
      (await elsewhere.send(new GetResourceSharesCommand({ resourceOwner: "OTHER-ACCOUNTS" }))).resourceShares,
    ).to.deep.equal([]);
    const principals = new GetResourceShareAssociationsCommand({
      associationType: "PRINCIPAL",
      resourceShareArns: [arn],
    });
    const ofHub = new RAMClient(await services.settings(hub));
    const { resourceShareAssociations = [] } = await ofHub.send(principals);
    expect(
      resourceShareAssociations.map(({ associatedEntity, status }) => `${associatedEntity} ${status}`),
    ).to.deep.equal(["333333333333 ASSOCIATED", "444444444444 ASSOCIATED"]);
    expect(await refusalOf(ofLob.send(principals))).to.deep.equal({
      code: "UnknownResourceException",
      message: `ResourceShare ${arn} could not be found.`,
    });
  });

  it("show resolver rules with their owner, and an account's own endpoints", async () => {
    const client = new Route53ResolverClient(await services.settings(lob));
    const { ResolverRules = [] } = await client.send(new ListResolverRulesCommand({}));
    expect(new Set(ResolverRules.map(({ OwnerId, ShareStatus }) => `${OwnerId} ${ShareStatus}`))).to.deep.equal(
      new Set([`${hub} SHARED_WITH_ME`]),
    );
    expect(ResolverRules.map(({ DomainName }) => DomainName)).to.include("sts.eu-west-1.amazonaws.com.");
    const owner = new Route53ResolverClient(await services.settings(hub));
    const own = (await owner.send(new ListResolverRulesCommand({}))).ResolverRules ?? [];
    expect(new Set(own.map(({ ShareStatus }) => ShareStatus))).to.deep.equal(new Set(["SHARED_BY_ME"]));
    const addresses = new ListResolverEndpointIpAddressesCommand({ ResolverEndpointId: "rslvr-in-1" });
    expect((await refusalOf(client.send(addresses))).code).to.equal("ResourceNotFoundException");
  });

  it("give an account's quota, or AWS's default where there is none", async () => {
    const client = new ServiceQuotasClient(await services.settings(lob));
    const vpcs = { ServiceCode: "vpc", QuotaCode: "L-F678F1CE" };
    const gateways = { ServiceCode: "ec2", QuotaCode: "L-A2478D36" };
    expect((await client.send(new GetServiceQuotaCommand(vpcs))).Quota?.Value).to.equal(5);
    expect((await refusalOf(client.send(new GetServiceQuotaCommand(gateways)))).code).to.equal(
      "NoSuchResourceException",
    );
    expect((await client.send(new GetAWSDefaultServiceQuotaCommand(gateways))).Quota?.Value).to.equal(5);
  });

  it("show a member its organization, and not what the management account sees", async () => {
    const client = new OrganizationsClient(await services.settings(lob));
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    expect(Organization).to.deep.equal({ Id: "o-exampleorg1", FeatureSet: "ALL" });
    expect(await refusalOf(client.send(new ListAWSServiceAccessForOrganizationCommand({})))).to.deep.equal({
      code: "AccessDeniedException",
      message: "You don't have permissions to access this resource.",
    });
  });

  it("ask the caller's permissions, and refuse in AWS's words", async () => {
    const client = await services.settings(lob, { Action: "ec2:DescribeRouteTables", Resource: "*" });
    const quota = { ServiceCode: "vpc", QuotaCode: "L-F678F1CE" };
    const calls: readonly (readonly [action: string, resource: string, call: () => Promise<unknown>])[] = [
      [
        "ram:GetResourceShares",
        "*",
        () => new RAMClient(client).send(new GetResourceSharesCommand({ resourceOwner: "OTHER-ACCOUNTS" })),
      ],
      [
        "route53resolver:ListResolverRules",
        "*",
        () => new Route53ResolverClient(client).send(new ListResolverRulesCommand({})),
      ],
      [
        "organizations:DescribeOrganization",
        "*",
        () => new OrganizationsClient(client).send(new DescribeOrganizationCommand({})),
      ],
      [
        "servicequotas:GetServiceQuota",
        `arn:aws:servicequotas:${region}:${lob}:vpc/L-F678F1CE`,
        () => new ServiceQuotasClient(client).send(new GetServiceQuotaCommand(quota)),
      ],
    ];
    for (const [action, resource, call] of calls) {
      expect(await refusalOf(call())).to.deep.equal({
        code: "AccessDeniedException",
        message: withoutPermission(lob, action, ` on resource: ${resource}`),
      });
    }
  });

  const unknown: readonly (readonly [what: string, call: () => Promise<unknown>, mistake: string])[] = [
    [
      "an operation of RAM",
      async () =>
        new RAMClient(await services.settings(hub)).send(new ListPrincipalsCommand({ resourceOwner: "SELF" })),
      "Error: the local AWS doesn't know the RAM operation at /listprincipals",
    ],
    [
      "a member of RAM",
      async () =>
        new RAMClient(await services.settings(hub)).send(new GetResourceSharesCommand({ resourceOwner: "SELF" })),
      "Error: the local AWS doesn't understand a call of RAM GetResourceShares: resourceOwner",
    ],
    [
      "an operation of Route 53 Resolver",
      async () =>
        new Route53ResolverClient(await services.settings(hub)).send(
          new ListTagsForResourceCommand({ ResourceArn: "x" }),
        ),
      "Error: the local AWS doesn't know the Route 53 Resolver operation ListTagsForResource",
    ],
    [
      "a filter of Route 53 Resolver",
      async () =>
        new Route53ResolverClient(await services.settings(hub)).send(
          new ListResolverRulesCommand({ Filters: [{ Name: "TYPE", Values: ["FORWARD"] }] }),
        ),
      "Error: the local AWS doesn't understand a call of Route 53 Resolver ListResolverRules: filter TYPE",
    ],
    [
      "an operation of Service Quotas",
      async () => new ServiceQuotasClient(await services.settings(hub)).send(new ListServicesCommand({})),
      "Error: the local AWS doesn't know the Service Quotas operation ListServices",
    ],
    [
      "a quota",
      async () =>
        new ServiceQuotasClient(await services.settings(hub)).send(
          new GetServiceQuotaCommand({ ServiceCode: "vpc", QuotaCode: "L-0" }),
        ),
      "Error: the local AWS doesn't know the quota vpc L-0",
    ],
  ];
  for (const [what, call, mistake] of unknown) {
    it(`name ${what} that they don't know`, async () => {
      expect(await services.mistakeOf(call())).to.equal(mistake);
    });
  }
});
