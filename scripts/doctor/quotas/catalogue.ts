/** A quota of AWS that a deployment uses. */
export interface Quota {
  /** AWS's name for it. */
  readonly name: string;
  readonly serviceCode: string;
  readonly quotaCode: string;
  /** Whether everything in the account and region counts together, or each VPC, group or gateway separately. */
  readonly counts: "together" | "each";
}

/**
 * The quotas that a first deployment may reach, by a name for what they limit. Others that it reaches only in thousands
 * (roles, associations of a share, rule groups and lists of DNS Firewall) or hundreds (hosted zones), or whose codes
 * AWS doesn't document (Studio domains), are left out; internet gateways are limited with VPCs.
 *
 * Source: AWS General Reference, "Service endpoints and quotas", of Amazon VPC, Amazon EC2 and Amazon Route 53.
 */
export const quotas = {
  vpcs: { name: "VPCs per Region", serviceCode: "vpc", quotaCode: "L-F678F1CE", counts: "together" },
  interfaceEndpoints: {
    name: "Interface VPC endpoints per VPC",
    serviceCode: "vpc",
    quotaCode: "L-29B6F2EB",
    counts: "each",
  },
  gatewayEndpoints: {
    name: "Gateway VPC endpoints per Region",
    serviceCode: "vpc",
    quotaCode: "L-1B52E74A",
    counts: "together",
  },
  groupRules: {
    name: "Inbound or outbound rules per security group",
    serviceCode: "vpc",
    quotaCode: "L-0EA8095F",
    counts: "each",
  },
  tableRoutes: {
    name: "Routes per route table",
    serviceCode: "vpc",
    quotaCode: "L-93826ACB",
    counts: "each",
  },
  transitGateways: {
    name: "Transit gateways per account",
    serviceCode: "ec2",
    quotaCode: "L-A2478D36",
    counts: "together",
  },
  attachments: {
    name: "Attachments per transit gateway",
    serviceCode: "ec2",
    quotaCode: "L-E0233F82",
    counts: "each",
  },
  resolverEndpoints: {
    name: "Resolver endpoints per Region",
    serviceCode: "route53resolver",
    quotaCode: "L-4A669CC0",
    counts: "together",
  },
  resolverRules: {
    name: "Resolver rules per Region",
    serviceCode: "route53resolver",
    quotaCode: "L-51D8A1FB",
    counts: "together",
  },
  ruleAssociations: {
    name: "Associations between resolver rules and VPCs per Region",
    serviceCode: "route53resolver",
    quotaCode: "L-94E19253",
    counts: "together",
  },
} as const satisfies Readonly<Record<string, Quota>>;

/** What a quota limits. */
export type Limited = keyof typeof quotas;

/** Whether a name is in the catalogue. */
function isLimited(word: string): word is Limited {
  return Object.hasOwn(quotas, word);
}

/** Everything that the catalogue has a quota for. */
export const allLimited: readonly Limited[] = Object.keys(quotas).filter(isLimited);
