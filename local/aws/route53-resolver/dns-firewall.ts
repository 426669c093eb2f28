import * as v from "valibot";
import { forcesNew, setOf } from "../core/resource-marks";
import { inventId, resourceType, type TypeOf, tags } from "../core/resource-type";
import type { Place, Resource, TypeName, World } from "../core/world";
import { find } from "../ec2/own";
import { ownVpc } from "../ec2/vpc";
import { isSharedWith } from "../ram/resource-types";
import { refuse } from "../refusals";

/** A list of names that rules of DNS Firewall compare queries with. */
export interface FirewallDomainList {
  readonly arn: string;
  readonly name: string;
  /** Each with a dot at its end, and with `*` as its first label for all names below; `*.` is every name. */
  readonly domains: readonly string[];
}

/** Rules of DNS Firewall that a VPC gets together. */
export interface FirewallRuleGroup {
  readonly arn: string;
  readonly name: string;
}

/** What becomes of queries for the names of a list. */
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

/** A rule group's hold on a VPC. */
export interface FirewallRuleGroupAssociation {
  readonly arn: string;
  readonly name: string;
  readonly firewallRuleGroupId: string;
  readonly vpcId: string;
  readonly priority: number;
  readonly mutationProtection: "ENABLED" | "DISABLED";
}

/** Source: Route 53 Resolver API, CreateFirewallDomainList, `Name`; the provider checks the same. */
const name = v.pipe(v.string(), v.regex(/^(?!\d+$)[\w\-' ]{1,64}$/));

/**
 * A name as AWS keeps it: with a dot at its end, whether or not it came with one. Forms that AWS doesn't document, such
 * as `*x` and names with `_`, aren't taken.
 *
 * Source: Route 53 Developer Guide, "Managing your own domain lists"; AWS CLI Command Reference, route53resolver
 * list-firewall-domains, whose example shows the dots.
 */
function keptDomain(given: string): string {
  if (given.length > 255 || !/^(\*|(\*\.)?[a-z\d-]+(\.[a-z\d-]+)*)\.?$/i.test(given)) {
    // The wording isn't AWS's own: no document gives it.
    refuse(
      "R128",
      `The domain '${given}' isn't valid: * at the start alone, then letters, digits, hyphens and periods`,
    );
  }
  return `${given.toLowerCase().replace(/\.$/, "")}.`;
}

function arnOf({ account, region }: Place, kind: string, id: string): string {
  return `arn:aws:route53resolver:${region}:${account}:${kind}/${id}`;
}

export const firewallDomainList: TypeOf<FirewallDomainList> = resourceType(
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
  { name: forcesNew(name), domains: v.optional(setOf(v.string()), []), tags },
  (inputs, place, _world, previous) => {
    const id = previous?.id ?? inventId("rslvr-fdl-");
    const domains = inputs.domains.map(keptDomain);
    return { id, state: { ...inputs, domains, arn: arnOf(place, "firewall-domain-list", id) } };
  },
);

export const firewallRuleGroup: TypeOf<FirewallRuleGroup> = resourceType(
  "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup",
  { name: forcesNew(name), tags },
  (inputs, place, _world, previous) => {
    const id = previous?.id ?? inventId("rslvr-frg-");
    return { id, state: { ...inputs, arn: arnOf(place, "firewall-rule-group", id), ownerId: place.account } };
  },
);

/** A list or a group of the account, or one that is shared with it. */
function usable<State extends { readonly arn: string }>(
  world: World,
  type: TypeName<State>,
  { account, region }: Place,
  id: string,
): Resource<State> {
  const found = find(world, type, id);
  const isUsable =
    found?.region === region && (found.account === account || isSharedWith(world, found.state.arn, account));
  return isUsable ? found : refuse("R129", `[RSLVR-02025] Can't find the resource with ID '${id}'.`);
}

export const firewallRule: TypeOf<FirewallRule> = resourceType(
  "aws:route53/resolverFirewallRule:ResolverFirewallRule",
  {
    name,
    firewallRuleGroupId: forcesNew(v.string()),
    firewallDomainListId: forcesNew(v.optional(v.string())),
    action: v.picklist(["ALLOW", "BLOCK", "ALERT"]),
    blockResponse: v.optional(v.picklist(["NODATA", "NXDOMAIN"])),
    firewallDomainRedirectionAction: v.optional(
      v.picklist(["INSPECT_REDIRECTION_DOMAIN", "TRUST_REDIRECTION_DOMAIN"]),
      "INSPECT_REDIRECTION_DOMAIN",
    ),
    priority: v.number(),
  },
  (inputs, place, world, previous) => {
    const { firewallRuleGroupId, firewallDomainListId, action, blockResponse, priority } = inputs;
    usable(world, firewallRuleGroup, place, firewallRuleGroupId);
    if (firewallDomainListId === undefined) {
      return refuse("R130", "A rule needs a domain list, or a DNS Firewall Advanced protection");
    }
    usable(world, firewallDomainList, place, firewallDomainListId);
    if (action === "BLOCK" && blockResponse === undefined) {
      refuse("R130", "[RSLVR-02016] The action BLOCK needs a block response");
    }
    const others = world
      .all(firewallRule)
      .filter(({ urn, state }) => urn !== previous?.urn && state.firewallRuleGroupId === firewallRuleGroupId);
    if (others.some(({ state }) => state.priority === priority)) {
      refuse("R130", `Another rule of the rule group '${firewallRuleGroupId}' has the priority ${priority}`);
    }
    if (others.some(({ state }) => state.firewallDomainListId === firewallDomainListId)) {
      refuse(
        "R130",
        `Another rule of the rule group '${firewallRuleGroupId}' has the domain list '${firewallDomainListId}'`,
      );
    }
    return { id: `${firewallRuleGroupId}:${firewallDomainListId}`, state: { ...inputs, firewallDomainListId } };
  },
);

/** Refuses a change of an association that is protected against them, and that stays so. */
export function refuseProtected(): never {
  return refuse(
    "R133",
    "[RSLVR-02307] The DNS Firewall rule group association is under mutation protection. Remove the mutation protection and try again.",
  );
}

/** AWS keeps 100 and below, and 9,900 and above, for itself and Firewall Manager. */
const priorities = { above: 100, below: 9900 } as const;

export const firewallRuleGroupAssociation: TypeOf<FirewallRuleGroupAssociation> = resourceType(
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
  {
    name,
    firewallRuleGroupId: forcesNew(v.string()),
    vpcId: forcesNew(v.string()),
    priority: v.number(),
    mutationProtection: v.optional(v.picklist(["ENABLED", "DISABLED"])),
    tags,
  },
  (inputs, place, world, previous) => {
    const { firewallRuleGroupId, vpcId, priority, mutationProtection = "DISABLED" } = inputs;
    ownVpc(world, place, vpcId);
    usable(world, firewallRuleGroup, place, firewallRuleGroupId);
    if (priority <= priorities.above || priority >= priorities.below) {
      refuse(
        "R131",
        '[RSLVR-02017] The priority value you provided is reserved. Provide a number between "100" and "9900".',
      );
    }
    const isChanged = previous?.state.priority !== priority || previous.state.name !== inputs.name;
    if (previous?.state.mutationProtection === "ENABLED" && mutationProtection === "ENABLED" && isChanged) {
      refuseProtected();
    }
    const others = world
      .all(firewallRuleGroupAssociation)
      .filter(({ urn, state }) => urn !== previous?.urn && state.vpcId === vpcId);
    if (others.some(({ state }) => state.firewallRuleGroupId === firewallRuleGroupId)) {
      refuse("R131", `The rule group '${firewallRuleGroupId}' is associated with the VPC '${vpcId}' already`);
    }
    if (others.some(({ state }) => state.priority === priority)) {
      refuse("R131", `Another rule group of the VPC '${vpcId}' has the priority ${priority}`);
    }
    const id = previous?.id ?? inventId("rslvr-frgassoc-");
    const arn = arnOf(place, "firewall-rule-group-association", id);
    return { id, state: { ...inputs, mutationProtection, arn } };
  },
);

export const firewallConfig: TypeOf<{ readonly resourceId: string }> = resourceType(
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
  { resourceId: forcesNew(v.string()), firewallFailOpen: v.optional(v.picklist(["ENABLED", "DISABLED"])) },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.resourceId);
    const { firewallFailOpen = "DISABLED" } = inputs;
    return {
      id: previous?.id ?? inventId("rslvr-fc-"),
      state: { ...inputs, firewallFailOpen, ownerId: place.account },
    };
  },
);
