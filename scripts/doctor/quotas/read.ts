import {
  DescribeTransitGatewaysCommand,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import {
  paginateListResolverEndpoints,
  paginateListResolverRuleAssociations,
  paginateListResolverRules,
} from "@aws-sdk/client-route53resolver";
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  type ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import type { Clients } from "../clients";
import { type Limited, type Quota, quotas } from "./catalogue";
import type { Usage } from "./judge";

/** The value of a quota for the account, or AWS's default where the account has none of its own. */
async function readLimit(client: ServiceQuotasClient, { serviceCode, quotaCode, name }: Quota): Promise<number> {
  const input = { ServiceCode: serviceCode, QuotaCode: quotaCode };
  const answer = await client.send(new GetServiceQuotaCommand(input)).catch((error: unknown) => {
    if (error instanceof NoSuchResourceException) {
      return client.send(new GetAWSDefaultServiceQuotaCommand(input));
    }
    throw error;
  });
  const value = answer.Quota?.Value;
  if (value === undefined) {
    throw new Error(`Service Quotas gives no value of ${name} (${serviceCode} ${quotaCode})`);
  }
  return value;
}

async function gather<Page>(pages: AsyncIterable<Page>, ids: (page: Page) => readonly (string | undefined)[]) {
  const all: string[] = [];
  for await (const page of pages) {
    all.push(...ids(page).flatMap((id) => id ?? []));
  }
  return all;
}

/** Rules that Route 53 creates for every VPC, which don't count. */
const ofAws = /^rslvr-autodefined-/;

/** How to find the ids of what counts together. */
const readers: Partial<Record<Limited, (clients: Clients, account: string) => Promise<string[]>>> = {
  // Those that other accounts share are listed as well, and don't count.
  vpcs: ({ ec2: client }, account) =>
    gather(paginateDescribeVpcs({ client }, { Filters: [{ Name: "owner-id", Values: [account] }] }), ({ Vpcs = [] }) =>
      Vpcs.map(({ VpcId }) => VpcId),
    ),
  gatewayEndpoints: ({ ec2: client }) =>
    gather(
      paginateDescribeVpcEndpoints({ client }, { Filters: [{ Name: "vpc-endpoint-type", Values: ["Gateway"] }] }),
      ({ VpcEndpoints = [] }) => VpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId),
    ),
  transitGateways: async ({ ec2 }, account) => {
    const Filters = [{ Name: "owner-id", Values: [account] }];
    const { TransitGateways = [] } = await ec2.send(new DescribeTransitGatewaysCommand({ Filters }));
    return TransitGateways.flatMap(({ TransitGatewayId, State }) =>
      TransitGatewayId === undefined || State === "deleted" ? [] : [TransitGatewayId],
    );
  },
  resolverEndpoints: ({ resolver: client }) =>
    gather(paginateListResolverEndpoints({ client }, {}), ({ ResolverEndpoints = [] }) =>
      ResolverEndpoints.map(({ Id }) => Id),
    ),
  resolverRules: ({ resolver: client }, account) =>
    gather(paginateListResolverRules({ client }, {}), ({ ResolverRules = [] }) =>
      ResolverRules.filter(({ OwnerId }) => OwnerId === account).map(({ Id }) => Id),
    ),
  ruleAssociations: ({ resolver: client }) =>
    gather(paginateListResolverRuleAssociations({ client }, {}), ({ ResolverRuleAssociations = [] }) =>
      ResolverRuleAssociations.filter(({ ResolverRuleId = "" }) => !ofAws.test(ResolverRuleId)).map(({ Id }) => Id),
    ),
};

/** Reads a quota of an account, and what counts towards it now. */
export async function readUsage(clients: Clients, account: string, limited: Limited): Promise<Usage> {
  const limit = await readLimit(clients.quotas, quotas[limited]);
  return { limit, inUse: (await readers[limited]?.(clients, account)) ?? [] };
}
