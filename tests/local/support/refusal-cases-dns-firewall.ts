import { hubAccount, lobB } from "../aws/network/estate";
import { firewallOf, groupOf, guarded, listOf, ruleOf, rules } from "../aws/network/firewall";
import { estate } from "../aws/network/hub";
import { withMore } from "../aws/network/pieces";
import type { NetworkRefusalCase } from "./network-refusal-case";

const notAName = (domain: string) =>
  `The domain '${domain}' isn't valid: * only at the start, then letters, digits, hyphens and periods`;
const unassociated = [...estate, ...rules];
const withSpare = withMore(listOf("spare", ["example.com"]))(unassociated);
const spareRule = (inputs: Readonly<Record<string, unknown>>) =>
  ruleOf("more", { firewallDomainListId: "{spare}", action: "ALLOW", priority: 300, ...inputs });
const secondGroup = withMore(groupOf("other"))(guarded);
const reserved =
  '[RSLVR-02017] The priority value you provided is reserved. Provide a number between "100" and "9900".';

/** Cases of the rows of DNS Firewall. */
export const dnsFirewallCases: readonly NetworkRefusalCase[] = [
  ...["a.*.example.com", "exa_mple.com", "https://example.com", "", "a..b"].map((domain) => ({
    row: "R128" as const,
    what: `a list with "${domain}"`,
    refused: listOf("more", ["example.com", domain]),
    message: notAName(domain),
    accepted: [listOf("more", ["*", "*.", "*.example.com", "Example.com.", "*.example-1.com."])],
  })),
  {
    row: "R128",
    what: "a list with a name of 256 characters",
    refused: listOf("more", ["a".repeat(256)]),
    message: notAName("a".repeat(256)),
    accepted: [listOf("more", ["a".repeat(255)])],
  },
  {
    row: "R129",
    what: "a rule of a group of another account",
    given: withSpare,
    refused: { ...spareRule({}), account: lobB },
    message: "[RSLVR-02025] Can't find the resource with ID '{group}'.",
    accepted: [spareRule({})],
  },
  {
    row: "R129",
    what: "a rule with a list of another account",
    given: withMore(listOf("others", ["example.com"], lobB))(withSpare),
    refused: spareRule({ firewallDomainListId: "{others}" }),
    message: "[RSLVR-02025] Can't find the resource with ID '{others}'.",
    accepted: [spareRule({})],
  },
  {
    row: "R129",
    what: "an association with a group of another account",
    given: unassociated,
    refused: firewallOf("more", { vpcId: "{hub}" }, hubAccount),
    message: "[RSLVR-02025] Can't find the resource with ID '{group}'.",
    accepted: [firewallOf("more")],
  },
  {
    row: "R130",
    what: "a rule without a list",
    given: withSpare,
    refused: spareRule({ firewallDomainListId: undefined }),
    message: "A rule needs a domain list, or a DNS Firewall Advanced protection",
    accepted: [spareRule({})],
  },
  {
    row: "R130",
    what: "a rule that blocks without a response",
    given: withSpare,
    refused: spareRule({ action: "BLOCK" }),
    message: "[RSLVR-02016] The action BLOCK needs a block response",
    accepted: [spareRule({ action: "BLOCK", blockResponse: "NXDOMAIN" })],
  },
  {
    row: "R130",
    what: "a second rule of a group with one priority",
    given: withSpare,
    refused: spareRule({ priority: 200 }),
    message: "Another rule of the rule group '{group}' has the priority 200",
    accepted: [spareRule({ priority: 201 })],
  },
  {
    row: "R130",
    what: "a second rule of a group with one list",
    given: withSpare,
    refused: spareRule({ firewallDomainListId: "{needed}" }),
    message: "Another rule of the rule group '{group}' has the domain list '{needed}'",
    accepted: [spareRule({})],
  },
  ...[100, 9900].map((priority) => ({
    row: "R131" as const,
    what: `an association with the priority ${priority}`,
    given: unassociated,
    refused: firewallOf("more", { priority }),
    message: reserved,
    accepted: [firewallOf("more", { priority: priority === 100 ? 101 : 9899 })],
  })),
  {
    row: "R131",
    what: "a second association of a VPC with a group",
    given: secondGroup,
    refused: firewallOf("more", { priority: 102 }),
    message: "The rule group '{group}' is associated with the VPC '{lob-a}' already",
    accepted: [firewallOf("more", { firewallRuleGroupId: "{other}", priority: 102 })],
  },
  {
    row: "R131",
    what: "a second association of a VPC with one priority",
    given: secondGroup,
    refused: firewallOf("more", { firewallRuleGroupId: "{other}" }),
    message: "Another rule group of the VPC '{lob-a}' has the priority 101",
    accepted: [firewallOf("more", { firewallRuleGroupId: "{other}", priority: 102 })],
  },
  {
    row: "R20",
    what: "an association of a VPC of another account",
    given: unassociated,
    refused: firewallOf("more", { vpcId: "{hub}" }),
    message: "The vpc ID '{hub}' does not exist",
    accepted: [firewallOf("more")],
  },
];
