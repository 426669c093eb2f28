import type { Resource, ResourceRule } from "../support/rule";
import { at, isRecord, listOf, textsOf } from "../support/values";

/** The widest CIDR block that one owner can have: the private ones, 10.0.0.0/8 of IPv4 and fc00::/7 of IPv6. */
const widest = { ipv4: 8, ipv6: 7 };

/** The widest public IPv6 range: internet registries have less than that, their customers much less. */
const widestPublicIpv6 = 16;

function isOpen(cidr: string): boolean {
  const bits = Number(cidr.split("/")[1]);
  if (!cidr.includes(":")) {
    return bits < widest.ipv4;
  }
  return bits < (/^f[cd]/i.test(cidr) ? widest.ipv6 : widestPublicIpv6);
}

/** CIDR blocks that a rule of a security group, or of its older kinds, names. */
function rangesIn(rule: unknown): readonly string[] {
  return ["cidr", "cidrIpv4", "cidrIpv6", "cidrBlock", "ipv6CidrBlock", "cidrBlocks", "ipv6CidrBlocks"].flatMap((key) =>
    textsOf(at(rule, key)),
  );
}

function allows(rule: unknown, key: string): boolean {
  return String(at(rule, key)).toLowerCase() === "allow";
}

/**
 * What each type allows in, as rules; network ACLs may also deny, and a prefix list counts wherever a rule names it.
 */
const rulesOf: Readonly<Record<string, (props: Resource["props"]) => readonly unknown[]>> = {
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (props) => [props],
  "aws:ec2/securityGroup:SecurityGroup": ({ ingress }) => listOf(ingress),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ({ ingress }) => listOf(ingress),
  "aws:ec2/securityGroupRule:SecurityGroupRule": (props) => (props.type === "ingress" ? [props] : []),
  "aws:ec2/managedPrefixList:ManagedPrefixList": ({ entries }) => listOf(entries),
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": (props) => [props],
  "aws:ec2/networkAcl:NetworkAcl": ({ ingress }) => listOf(ingress).filter((rule) => allows(rule, "action")),
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": ({ ingress }) =>
    listOf(ingress).filter((rule) => allows(rule, "action")),
  "aws:ec2/networkAclRule:NetworkAclRule": (props) =>
    props.egress !== true && allows(props, "ruleAction") ? [props] : [],
};

export const noOpenIngress: ResourceRule = {
  name: "no-open-ingress",
  description: "No security group and no network ACL lets the whole internet in.",
  source: "Amazon VPC User Guide, Security group rules; the hub's endpoints are only for declared CIDR blocks",
  types: Object.keys(rulesOf),
  reads: [
    ...["cidr", "cidrIpv4", "cidrIpv6", "cidrBlock", "ipv6CidrBlock", "cidrBlocks", "ipv6CidrBlocks"],
    ...["entries", "ingress"],
  ],
  judge: ({ type, props }) =>
    (rulesOf[type]?.(props) ?? [])
      .filter((rule) => isRecord(rule))
      .flatMap(rangesIn)
      .filter(isOpen)
      .map(
        (cidr) =>
          `lets ${cidr} in: name the CIDR blocks that may come, no wider than /${widest.ipv4}, or /${widestPublicIpv6} of IPv6`,
      ),
};
