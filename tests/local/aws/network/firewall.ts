import { region } from "../../support/local-aws";
import { lobA, piece } from "./estate";
import { estate, stsHost } from "./hub";
import type { Piece } from "./pieces";

/** A name of a stranger, who reads what their name servers are asked. */
export const strangersHost = "data.tunnel.example.com";

/** A bucket's own name, for which public DNS has another one of S3's. */
export const bucketHost = `files.s3.${region}.amazonaws.com`;

/** What the LOBs of these tests look up. */
export const needed = [stsHost, `s3.${region}.amazonaws.com`, `*.s3.${region}.amazonaws.com`];

export const listOf = (key: string, domains: readonly string[], account = lobA) =>
  piece(account, key, "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", { name: key, domains });

export const groupOf = (key: string, account = lobA) =>
  piece(account, key, "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup", { name: key });

export const ruleOf = (key: string, inputs: Piece["inputs"], account = lobA) =>
  piece(account, key, "aws:route53/resolverFirewallRule:ResolverFirewallRule", {
    name: key,
    firewallRuleGroupId: "{group}",
    ...inputs,
  });

export const firewallOf = (key: string, inputs: Piece["inputs"] = {}, account = lobA) =>
  piece(account, key, "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation", {
    name: key,
    firewallRuleGroupId: "{group}",
    vpcId: "{lob-a}",
    priority: 101,
    ...inputs,
  });

/** A rule that allows the needed names, and whatever they lead to. */
const allow = ruleOf("allow", {
  firewallDomainListId: "{needed}",
  firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
  action: "ALLOW",
  priority: 100,
});

/** Lists, a group and rules that let the needed names pass and no other; no VPC has them. */
export const rules: readonly Piece[] = [
  listOf("needed", needed),
  listOf("everything", ["*"]),
  groupOf("group"),
  allow,
  ruleOf("block", { firewallDomainListId: "{everything}", action: "BLOCK", blockResponse: "NODATA", priority: 200 }),
];

/** The estate of a hub and two LOBs, of which LOB A looks up only what it needs. */
export const guarded: readonly Piece[] = [...estate, ...rules, firewallOf("firewall")];
