import { ofType, refersTo } from "../support/references";
import type { Resource, StackRule } from "../support/rule";
import { textsOf } from "../support/values";

const list = "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList";
const rule = "aws:route53/resolverFirewallRule:ResolverFirewallRule";

/** Every name, or every one below a single label, such as `*.com`. */
const anybodys = /^\*(\.[^.]+)?\.?$/;

function allowedBy(resources: readonly Resource[], domains: Resource): Resource | undefined {
  return ofType(resources, rule).find(
    (each) => each.props.action === "ALLOW" && refersTo(each, "firewallDomainListId", domains),
  );
}

/**
 * The owner of a name below a top-level domain can read queries for it, so allowing all names there allows everybody.
 */
export const dnsFirewallNames: StackRule = {
  name: "dns-firewall-allows-names",
  description:
    "DNS Firewall allows only named domains: no list that a rule allows has * for everything, or for a whole top-level domain.",
  source: "Route 53 Developer Guide, Using DNS Firewall to filter outbound DNS traffic",
  judgeStack: (resources) =>
    ofType(resources, list).flatMap((domains) => {
      const allowing = allowedBy(resources, domains);
      const wide = textsOf(domains.props.domains).filter((name) => anybodys.test(name));
      return allowing === undefined
        ? []
        : wide.map((name) => ({
            urn: domains.urn,
            message: `has "${name}", and rule "${allowing.name}" allows it, so that data can leave in anybody's names: list the names that are needed`,
          }));
    }),
};
