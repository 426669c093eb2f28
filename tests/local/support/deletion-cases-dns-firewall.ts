import { type DeletionCase, own } from "./deletion-cases";

const vpc = own("vpc", "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
const list = own("list", "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", {
  name: "everything",
  domains: ["*."],
});
const group = own("group", "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup", { name: "names" });
const rule = own("rule", "aws:route53/resolverFirewallRule:ResolverFirewallRule", {
  name: "block",
  firewallRuleGroupId: "{group}",
  firewallDomainListId: "{list}",
  action: "BLOCK",
  blockResponse: "NODATA",
  priority: 200,
});
const association = own(
  "association",
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
  { name: "names", firewallRuleGroupId: "{group}", vpcId: "{vpc}", priority: 101 },
);

export const dnsFirewallDeletionCases: readonly DeletionCase[] = [
  {
    row: "R132",
    what: "a list of DNS Firewall with a rule",
    given: [list, group, rule],
    deleted: "list",
    message: "The domain list '{list}' is used by rules: delete them first",
    first: ["rule"],
  },
  {
    row: "R132",
    what: "a rule group of DNS Firewall with a rule",
    given: [list, group, rule],
    deleted: "group",
    message: "[RSLVR-02103] The rule group '{group}' has rules: delete them first",
    first: ["rule"],
  },
  {
    row: "R132",
    what: "a rule group of DNS Firewall with a VPC",
    given: [vpc, group, association],
    deleted: "group",
    message: "The rule group '{group}' is associated with VPCs: disassociate them first",
    first: ["association"],
  },
  {
    row: "R133",
    what: "an association of DNS Firewall that is protected",
    given: [vpc, group, { ...association, inputs: { ...association.inputs, mutationProtection: "ENABLED" } }],
    deleted: "association",
    message:
      "[RSLVR-02307] The DNS Firewall rule group association is under mutation protection. Remove the mutation protection and try again.",
    changed: { mutationProtection: "DISABLED" },
    first: [],
  },
];
