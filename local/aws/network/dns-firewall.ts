import type { Resource, World } from "../core/world";
import {
  type FirewallRule,
  firewallDomainList,
  firewallRule,
  firewallRuleGroup,
  firewallRuleGroupAssociation,
} from "../route53-resolver/kinds";
import type { Walk } from "./walk";

/** Whether a name of a list covers a host: `*.` every one, `*.x.` those below x but not x itself, `x.` only x. */
function takesIn(domain: string, host: string): boolean {
  return domain.startsWith("*")
    ? `.${host}.`.endsWith(domain.slice(1)) && `${host}.` !== domain.slice(2)
    : domain === `${host}.`;
}

/** The rules that a VPC's queries are judged by, in the order in which they are. */
export function firewallRules(world: World, vpcId: string): Resource<FirewallRule>[] {
  const byPriority = <T extends { readonly state: { readonly priority: number } }>(all: readonly T[]) =>
    [...all].sort((one, other) => one.state.priority - other.state.priority);
  const associations = world.all(firewallRuleGroupAssociation).filter(({ state }) => state.vpcId === vpcId);
  const rules = world.all(firewallRule);
  return byPriority(associations).flatMap(({ state: { firewallRuleGroupId } }) =>
    byPriority(rules.filter(({ state }) => state.firewallRuleGroupId === firewallRuleGroupId)),
  );
}

/** The first rule whose list covers a host. */
function ruleFor(world: World, rules: readonly Resource<FirewallRule>[], host: string): FirewallRule | undefined {
  return rules.find(({ state }) =>
    world.find(firewallDomainList, state.firewallDomainListId)?.state.domains.some((domain) => takesIn(domain, host)),
  )?.state;
}

/**
 * Judges a name that is looked up in a VPC, as DNS Firewall does before anything answers it: whether a private zone, a
 * forward rule or public DNS would. Ends the walk where a rule blocks the name. A name that no rule covers passes.
 *
 * Source: Route 53 Developer Guide, "Using DNS Firewall to filter outbound DNS traffic", which names private hosted zones
 * and endpoints' names; "Rule settings in DNS Firewall"; "How Route 53 Resolver DNS Firewall works".
 *
 * @returns judges a name that the host leads to by CNAME. A rule that trusts redirections has all of them pass, and
 *   rules that trust aren't asked about them either.
 */
export function judgeName(world: World, vpcId: string, host: string, walk: Walk): (target: string) => void {
  const rules = firewallRules(world, vpcId);
  const first = ruleFor(world, rules, host);
  obey(world, vpcId, host, first, walk);
  const inspecting = rules.filter(
    ({ state }) => state.firewallDomainRedirectionAction === "INSPECT_REDIRECTION_DOMAIN",
  );
  return (target) => {
    if (first?.firewallDomainRedirectionAction !== "TRUST_REDIRECTION_DOMAIN") {
      obey(world, vpcId, target, ruleFor(world, inspecting, target), walk);
    }
  };
}

function obey(world: World, vpcId: string, host: string, rule: FirewallRule | undefined, walk: Walk): void {
  if (rule === undefined) {
    return;
  }
  const group = world.find(firewallRuleGroup, rule.firewallRuleGroupId);
  const words = `rule ${rule.name} of ${rule.firewallRuleGroupId} (${group?.state.name ?? "deleted"})`;
  if (rule.action === "BLOCK") {
    walk.end(
      "dns firewall",
      `${words} answers ${host} with ${rule.blockResponse} in ${vpcId}, and no other resolver is asked`,
    );
  }
  walk.note(`dns firewall of ${vpcId}: ${words} ${rule.action === "ALERT" ? "reports" : "allows"} ${host}`);
}
