import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** The other end of what a security group lets through. */
export type Peer =
  | { readonly cidr: string }
  | { readonly group: pulumi.Input<string> }
  | { readonly prefixList: pulumi.Input<string> };

/** What a security group lets through. */
export interface Traffic {
  readonly peer: Peer;
  /** One port, or the first and the last of several. */
  readonly port: number | readonly [number, number];
  readonly protocol: "tcp" | "udp";
  /** A short description for the console. */
  readonly description: string;
}

function ruleInputs(groupId: pulumi.Input<string>, { peer, port, protocol, description }: Traffic) {
  const [fromPort, toPort] = typeof port === "number" ? [port, port] : port;
  return {
    securityGroupId: groupId,
    description,
    ipProtocol: protocol,
    fromPort,
    toPort,
    ...("cidr" in peer && { cidrIpv4: peer.cidr }),
    ...("group" in peer && { referencedSecurityGroupId: peer.group }),
    ...("prefixList" in peer && { prefixListId: peer.prefixList }),
  };
}

/** Allows traffic into a group's members. Answers are allowed automatically. */
export function letIn(name: string, groupId: pulumi.Input<string>, traffic: Traffic, parent: pulumi.Resource): void {
  new aws.vpc.SecurityGroupIngressRule(name, ruleInputs(groupId, traffic), { parent });
}

/** Allows traffic out of a group's members. Answers are allowed automatically. */
export function letOut(name: string, groupId: pulumi.Input<string>, traffic: Traffic, parent: pulumi.Resource): void {
  new aws.vpc.SecurityGroupEgressRule(name, ruleInputs(groupId, traffic), { parent });
}

/** DNS needs both: long answers come over TCP. */
export const dnsProtocols = ["tcp", "udp"] as const;

/** The end of a rule's name that a CIDR block makes, such as `192-168-10-0-24`. */
export function rangeName(cidr: string): string {
  return cidr.replace(/[./]/g, "-");
}
