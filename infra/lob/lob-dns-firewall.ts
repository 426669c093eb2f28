import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Service } from "../network/endpoint-catalog";
import { allowedNames } from "./allowed-names";

export interface LobDnsFirewallArgs {
  /** Names in AWS: of the rule group and its association, and of the two lists. */
  names: Readonly<Record<"network" | "allowedNames" | "everything", string>>;
  /** Region of the VPC, such as `eu-west-1`. */
  region: string;
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** The services that the hub shares rules of. */
  services: readonly Service[];
  /** What happens to names that aren't allowed: `block` answers nothing, `alert` answers and reports them. */
  mode: "block" | "alert";
}

/**
 * A name as AWS returns it. AWS accepts names without the final dot as well, but then each refresh shows a change.
 * Source: terraform-provider-aws issue 23543.
 */
function fullyQualified(name: string): string {
  return `${name}.`;
}

/**
 * The answer for a blocked name: it exists and has no such record. NXDOMAIN would mean that nothing below it exists
 * either, and allowed names are below blocked ones, such as amazonaws.com. Source: RFC 8020, section 2.
 */
const blockResponse = "NODATA";

/**
 * DNS Firewall for a LOB's VPC. The VPC has no route to the internet, but its resolver asks public name servers about
 * any name, also a stranger's, so data written into names would leave. With this, it answers only for the names that
 * the VPC needs.
 *
 * Redirections of allowed names are trusted: S3 answers for a bucket's name with another of its own names, which is in
 * no list.
 *
 * Source: Route 53 Developer Guide, "Using DNS Firewall to filter outbound DNS traffic" and "Rule settings in DNS
 * Firewall".
 */
export class LobDnsFirewall extends pulumi.ComponentResource {
  constructor(name: string, args: LobDnsFirewallArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:lob:LobDnsFirewall", name, {}, options);
    const { names, mode, vpcId } = args;
    const inner = { parent: this };

    const list = (key: string, listName: string, domains: readonly string[]) =>
      new aws.route53.ResolverFirewallDomainList(
        `${name}-${key}`,
        { name: listName, domains: domains.map(fullyQualified) },
        inner,
      );
    const allowed = list(
      "allowed",
      names.allowedNames,
      allowedNames(args.region, args.services).map((each) => each.name),
    );
    const everything = list("everything", names.everything, ["*"]);
    const group = new aws.route53.ResolverFirewallRuleGroup(`${name}-group`, { name: names.network }, inner);
    const allow = new aws.route53.ResolverFirewallRule(
      `${name}-allow`,
      {
        name: "allow-needed-names",
        firewallRuleGroupId: group.id,
        firewallDomainListId: allowed.id,
        firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
        action: "ALLOW",
        priority: 100,
      },
      inner,
    );
    const otherwise = new aws.route53.ResolverFirewallRule(
      `${name}-otherwise`,
      {
        name: "everything-else",
        firewallRuleGroupId: group.id,
        firewallDomainListId: everything.id,
        ...(mode === "block" ? { action: "BLOCK", blockResponse } : { action: "ALERT" }),
        // Rules are evaluated from the lowest number on; the gaps leave room for more.
        priority: 200,
      },
      // A group that blocks before it allows would cut off every associated VPC.
      { ...inner, dependsOn: [allow] },
    );
    new aws.route53.ResolverFirewallRuleGroupAssociation(
      `${name}-association`,
      {
        name: names.network,
        firewallRuleGroupId: group.id,
        vpcId,
        // The first free number: AWS reserves 100 and below for Firewall Manager, whose groups come before.
        priority: 101,
        // With protection a stack couldn't change or delete it, and everybody who may disassociate it may also
        // unprotect it.
        mutationProtection: "DISABLED",
      },
      { ...inner, dependsOn: [otherwise] },
    );
    new aws.route53.ResolverFirewallConfig(
      `${name}-config`,
      {
        resourceId: vpcId,
        // While DNS Firewall itself fails, no names resolve rather than all; if it only watches, it must not stop
        // anything.
        firewallFailOpen: mode === "block" ? "DISABLED" : "ENABLED",
      },
      inner,
    );
    this.registerOutputs();
  }
}
