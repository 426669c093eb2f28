import * as v from "valibot";
import { inventId } from "../core/ids";
import { forcesNew, setOf } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place } from "../core/world";
import { ownVpc } from "../ec2/own";
import { usable } from "../ram";
import { refuse } from "../refusals";
import {
  firewallConfig,
  firewallDomainList,
  firewallRule,
  firewallRuleGroup,
  firewallRuleGroupAssociation,
} from "./kinds";

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
    // Not AWS's wording: no document gives it.
    refuse("R128", `The domain '${given}' isn't valid: * only at the start, then letters, digits, hyphens and periods`);
  }
  return `${given.toLowerCase().replace(/\.$/, "")}.`;
}

function arnOf({ account, region }: Place, kind: string, id: string): string {
  return `arn:aws:route53resolver:${region}:${account}:${kind}/${id}`;
}

export const firewallDomainListType = resourceType(
  firewallDomainList,
  { name: forcesNew(name), domains: v.optional(setOf(v.string()), []), tags },
  (inputs, place, _world, previous) => {
    const id = previous?.id ?? inventId("rslvr-fdl-");
    const domains = inputs.domains.map(keptDomain);
    return { id, state: { ...inputs, domains, arn: arnOf(place, "firewall-domain-list", id) } };
  },
);

export const firewallRuleGroupType = resourceType(
  firewallRuleGroup,
  { name: forcesNew(name), tags },
  (inputs, place, _world, previous) => {
    const id = previous?.id ?? inventId("rslvr-frg-");
    return { id, state: { ...inputs, arn: arnOf(place, "firewall-rule-group", id), ownerId: place.account } };
  },
);

function noResource(id: string): never {
  return refuse("R129", `[RSLVR-02025] Can't find the resource with ID '${id}'.`);
}

export const firewallRuleType = resourceType(
  firewallRule,
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
    usable(world, firewallRuleGroup, place, firewallRuleGroupId) ?? noResource(firewallRuleGroupId);
    if (firewallDomainListId === undefined) {
      return refuse("R130", "A rule needs a domain list, or a DNS Firewall Advanced protection");
    }
    usable(world, firewallDomainList, place, firewallDomainListId) ?? noResource(firewallDomainListId);
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

/** Refuses a change of an association whose mutation protection is on, and stays on. */
export function refuseProtected(): never {
  return refuse(
    "R133",
    "[RSLVR-02307] The DNS Firewall rule group association is under mutation protection. Remove the mutation protection and try again.",
  );
}

/** AWS keeps 100 and below, and 9,900 and above, for itself and Firewall Manager. */
const priorities = { above: 100, below: 9900 } as const;

export const firewallRuleGroupAssociationType = resourceType(
  firewallRuleGroupAssociation,
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
    usable(world, firewallRuleGroup, place, firewallRuleGroupId) ?? noResource(firewallRuleGroupId);
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

export const firewallConfigType = resourceType(
  firewallConfig,
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
