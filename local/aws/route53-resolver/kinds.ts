import { kind } from "../core/world";

/** A list of names that rules of DNS Firewall compare queries with. */
export interface FirewallDomainList {
  readonly arn: string;
  readonly name: string;
  /** Each with a dot at its end, and with `*` as its first label for all names below; `*.` is every name. */
  readonly domains: readonly string[];
}
export const firewallDomainList = kind<FirewallDomainList>(
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
);

/** Rules of DNS Firewall that a VPC gets together. */
export interface FirewallRuleGroup {
  readonly arn: string;
  readonly name: string;
}
export const firewallRuleGroup = kind<FirewallRuleGroup>(
  "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup",
);

/** What happens to queries for the names of a list. */
export interface FirewallRule {
  readonly name: string;
  readonly firewallRuleGroupId: string;
  readonly firewallDomainListId: string;
  readonly action: "ALLOW" | "BLOCK" | "ALERT";
  /** What a blocked query is answered with. */
  readonly blockResponse?: "NODATA" | "NXDOMAIN" | undefined;
  /** Whether names that a name leads to, by CNAME, are compared as well. */
  readonly firewallDomainRedirectionAction: "INSPECT_REDIRECTION_DOMAIN" | "TRUST_REDIRECTION_DOMAIN";
  /** Lower ones come first; two rules of a group have different ones. */
  readonly priority: number;
}
export const firewallRule = kind<FirewallRule>("aws:route53/resolverFirewallRule:ResolverFirewallRule");

/** A rule group's hold on a VPC. */
export interface FirewallRuleGroupAssociation {
  readonly arn: string;
  readonly name: string;
  readonly firewallRuleGroupId: string;
  readonly vpcId: string;
  readonly priority: number;
  readonly mutationProtection: "ENABLED" | "DISABLED";
}
export const firewallRuleGroupAssociation = kind<FirewallRuleGroupAssociation>(
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
);
export const firewallConfig = kind<{ readonly resourceId: string }>(
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
);

/** A resolver endpoint as Route 53 keeps it: where queries come into a VPC, or leave it. */
export interface ResolverEndpoint {
  readonly id: string;
  readonly arn: string;
  readonly direction: "INBOUND" | "OUTBOUND";
  readonly hostVpcId: string;
  readonly ipAddresses: readonly { readonly subnetId: string; readonly ip: string }[];
  readonly securityGroupIds: readonly string[];
}
export const resolverEndpoint = kind<ResolverEndpoint>("aws:route53/resolverEndpoint:ResolverEndpoint");

/** A rule that names the resolver of a domain. */
export interface ResolverRule {
  readonly id: string;
  readonly arn: string;
  /** Without a dot at its end; empty for every name. */
  readonly domainName: string;
  readonly ruleType: "FORWARD" | "SYSTEM";
  readonly resolverEndpointId?: string | undefined;
  readonly targetIps: readonly { readonly ip: string }[];
}
export const resolverRule = kind<ResolverRule>("aws:route53/resolverRule:ResolverRule");

/** A rule's hold on a VPC. */
export interface ResolverRuleAssociation {
  readonly resolverRuleId: string;
  readonly vpcId: string;
}
export const resolverRuleAssociation = kind<ResolverRuleAssociation>(
  "aws:route53/resolverRuleAssociation:ResolverRuleAssociation",
);
export const resolverQueryLogConfig = kind<{ readonly arn: string }>(
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
);
export const resolverQueryLogConfigAssociation = kind<{
  readonly resolverQueryLogConfigId: string;
  readonly resourceId: string;
}>("aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation");
