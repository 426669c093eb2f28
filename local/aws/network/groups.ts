import { contains } from "../../../common/cidr";
import type { World } from "../core/world";
import {
  defaultSecurityGroup,
  leftEmpty,
  type SecurityGroupRule,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
  vpc,
  vpcEndpoint,
} from "../ec2/kinds";
import { prefixListOf } from "./endpoint-services";

/** One side of a connection, as the other side's security groups see it. */
export interface Peer {
  readonly address: string;
  readonly securityGroupIds: readonly string[];
}

/** What a connection asks of security groups. */
export interface Traffic {
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  readonly peer: Peer;
}

/**
 * The initial rules of a VPC's default group, until somebody removes them.
 * Source: VPC User Guide, "Default security groups for your VPCs".
 */
function bornRules(world: World, id: string, direction: "ingress" | "egress"): SecurityGroupRule[] {
  if (!world.all(vpc).some(({ state }) => state.defaultSecurityGroupId === id) || isEmptied(world, id)) {
    return [];
  }
  const peer = direction === "ingress" ? { referencedSecurityGroupId: id } : { cidrIpv4: "0.0.0.0/0" };
  return [{ securityGroupId: id, ipProtocol: "-1", ...peer }];
}

function rulesOf(world: World, id: string, direction: "ingress" | "egress"): SecurityGroupRule[] {
  const type = direction === "ingress" ? securityGroupIngressRule : securityGroupEgressRule;
  const rules = world.all(type).filter(({ state }) => state.securityGroupId === id);
  return [...bornRules(world, id, direction), ...rules.map(({ state }) => state)];
}

function namesPort({ ipProtocol, fromPort, toPort }: SecurityGroupRule, { protocol, port }: Traffic): boolean {
  return (
    ipProtocol === "-1" ||
    (ipProtocol === protocol && fromPort !== undefined && toPort !== undefined && fromPort <= port && port <= toPort)
  );
}

function isInPrefixList(world: World, id: string, address: string): boolean {
  return world
    .all(vpcEndpoint)
    .some(
      ({ region, state }) => state.prefixListId === id && contains(prefixListOf(state.serviceName, region), address),
    );
}

function namesPeer(world: World, rule: SecurityGroupRule, { address, securityGroupIds }: Peer): boolean {
  if (rule.cidrIpv4 !== undefined) {
    return contains(rule.cidrIpv4, address);
  }
  if (rule.prefixListId !== undefined) {
    return isInPrefixList(world, rule.prefixListId, address);
  }
  const named = rule.referencedSecurityGroupId ?? "";
  // Groups can be referenced only inside one VPC.
  return securityGroupIds.includes(named) && vpcOfGroup(world, named) === vpcOfGroup(world, rule.securityGroupId);
}

/** Whether one of the groups lets the traffic in, or out. */
export function letThrough(
  world: World,
  groups: readonly string[],
  direction: "ingress" | "egress",
  traffic: Traffic,
): boolean {
  return groups
    .flatMap((id) => rulesOf(world, id, direction))
    .some((rule) => namesPort(rule, traffic) && namesPeer(world, rule, traffic.peer));
}

/**
 * The start of a reason why groups stop something: `group sg-1 of i-1 lets no`.
 *
 * @param owner what the groups are on, where the sentence names it.
 */
export function noneLets(world: World, groups: readonly string[], owner?: string): string {
  const isBorn = (id: string) => world.all(vpc).some(({ state }) => state.defaultSecurityGroupId === id);
  const named = groups.map((id) => `${isBorn(id) ? "the VPC's default group" : "group"} ${id}`).join(" and ");
  const of = owner === undefined ? "" : ` of ${owner}`;
  return `${named === "" ? "no security group" : named}${of} ${groups.length > 1 ? "let" : "lets"} no`;
}

/** The VPC of a security group; a VPC's default group has no resource of its own. */
export function vpcOfGroup(world: World, id: string): string | undefined {
  const born = world.all(vpc).find(({ state }) => state.defaultSecurityGroupId === id);
  return born?.id ?? world.find(securityGroup, id)?.state.vpcId;
}

/** Whether somebody emptied a VPC's default security group. */
function isEmptied(world: World, groupId: string): boolean {
  return [...world.all(defaultSecurityGroup), ...world.all(leftEmpty)].some(({ id }) => id === groupId);
}
