import type { Resource, World } from "../core/world";
import { type Vpc, vpc } from "../ec2/kinds";
import {
  type ResolverEndpoint,
  type ResolverRule,
  resolverEndpoint,
  resolverRule,
  resolverRuleAssociation,
} from "../route53-resolver/kinds";
import { judgeName } from "./dns-firewall";
import { letThrough, noneLets, type Traffic } from "./groups";
import { publicAddresses, publicRedirection } from "./public-dns";
import type { Walk } from "./walk";
import { type PrivateZone, privateZones } from "./zones";

/** Whether a host is a domain, or below it; the empty domain takes every host in. */
function isIn(host: string, domain: string): boolean {
  return domain === "" || host === domain || host.endsWith(`.${domain}`);
}

function mostSpecific<T>(candidates: readonly T[], host: string, domainOf: (candidate: T) => string): T | undefined {
  return candidates
    .filter((candidate) => isIn(host, domainOf(candidate)))
    .sort((one, other) => domainOf(other).length - domainOf(one).length)[0];
}

function ruleFor(world: World, vpcId: string, host: string): Resource<ResolverRule> | undefined {
  const rules = world
    .all(resolverRuleAssociation)
    .filter(({ state }) => state.vpcId === vpcId)
    .flatMap(({ state }) => world.find(resolverRule, state.resolverRuleId) ?? []);
  return mostSpecific(rules, host, ({ state }) => state.domainName);
}

/**
 * Resolves a name as the public does, from CNAME to CNAME.
 *
 * @param judge judges each name that the host leads to.
 */
export function resolvePublicly(
  world: World,
  host: string,
  walk: Walk,
  judge: (target: string) => void = () => {},
): readonly string[] {
  const target = publicRedirection(world, host);
  if (target !== undefined) {
    walk.note(`name ${host}: public DNS answers with the name ${target}`);
    judge(target);
    return resolvePublicly(world, target, walk, judge);
  }
  const addresses = publicAddresses(world, host);
  if (addresses.length === 0) {
    walk.end("name", `${host} doesn't exist in public DNS`);
  }
  walk.note(`name ${host}: public DNS answers ${addresses.join(", ")}`);
  return addresses;
}

function resolveInZone(world: World, host: string, { id, name, answer }: PrivateZone, vpcId: string, walk: Walk) {
  const addresses = answer(host);
  if (addresses === undefined) {
    return walk.end(
      "name",
      `${host} isn't in ${id} (${name}) of ${vpcId}, and a name missing there isn't looked up in public DNS`,
    );
  }
  const known = addresses.flatMap((address) =>
    typeof address === "string" ? address : publicAddresses(world, address.alias),
  );
  if (known.length === 0) {
    walk.end("name", `${host} is in ${id} (${name}), whose record leads nowhere`);
  }
  walk.note(`name ${host}: ${id} (${name}) of ${vpcId} answers ${known.join(", ")}`);
  return known;
}

/** Refuses to go on where a resolver endpoint's groups don't let DNS through, which needs UDP and TCP. */
function checkDns(
  world: World,
  { id, state }: Resource<ResolverEndpoint>,
  direction: "ingress" | "egress",
  peer: Traffic["peer"],
  walk: Walk,
): void {
  for (const protocol of ["udp", "tcp"] as const) {
    if (!letThrough(world, state.securityGroupIds, direction, { protocol, port: 53, peer })) {
      const way = direction === "ingress" ? `in from ${peer.address}` : `out to ${peer.address}`;
      walk.end("rule", `${noneLets(world, state.securityGroupIds, id)} ${protocol.toUpperCase()} 53 ${way}`);
    }
  }
}

/** The inbound endpoint that a rule's query ends at. */
function forward(world: World, rule: Resource<ResolverRule>, walk: Walk): Resource<ResolverEndpoint> {
  const outbound = world.find(resolverEndpoint, rule.state.resolverEndpointId ?? "");
  if (outbound === undefined) {
    return walk.end("rule", `${rule.id} forwards through a resolver endpoint that no longer exists`);
  }
  const targets = rule.state.targetIps.map(({ ip }) => {
    const inbound = world
      .all(resolverEndpoint)
      .find(
        ({ state }) =>
          state.direction === "INBOUND" &&
          state.hostVpcId === outbound.state.hostVpcId &&
          state.ipAddresses.some((address) => address.ip === ip),
      );
    const { securityGroupIds } = outbound.state;
    checkDns(world, outbound, "egress", { address: ip, securityGroupIds: inbound?.state.securityGroupIds ?? [] }, walk);
    if (inbound === undefined) {
      return walk.end("rule", `${rule.id} forwards to ${ip}, where no inbound resolver endpoint answers`);
    }
    for (const { ip: address } of outbound.state.ipAddresses) {
      checkDns(world, inbound, "ingress", { address, securityGroupIds }, walk);
    }
    return inbound;
  });
  return targets[0] ?? walk.end("rule", `${rule.id} has no address to forward to`);
}

/**
 * Resolves a name as a VPC's resolver does: where its DNS Firewall lets the name pass, the most specific of its forward
 * rules and private zones answers, a rule before a zone of the same name; public DNS answers what neither takes in.
 * Queries that come in by a resolver endpoint are judged by the DNS Firewall of the endpoint's VPC.
 * Source: Route 53 Developer Guide, "Considerations when working with a private hosted zone"; "Route 53 Resolver DNS
 * Firewall events detail reference", whose events name resolver endpoints.
 */
export function resolveInVpc(
  world: World,
  { id, state }: Resource<Vpc>,
  host: string,
  walk: Walk,
  passed: readonly string[] = [],
): readonly string[] {
  if (!state.enableDnsSupport) {
    walk.end("name", `${id} has DNS support off, so nothing in it can look up ${host}`);
  }
  const judge = judgeName(world, id, host, walk);
  const zone = mostSpecific(privateZones(world, id, state), host, ({ name }) => name);
  const rule = ruleFor(world, id, host);
  const ruleAnswers = rule !== undefined && rule.state.domainName.length >= (zone?.name.length ?? 0);
  if (ruleAnswers && rule.state.ruleType === "FORWARD") {
    const targets = rule.state.targetIps.map(({ ip }) => ip).join(", ");
    walk.note(`name ${host}: forward rule ${rule.id} (${rule.state.domainName}) of ${id} to ${targets}`);
    if (passed.includes(rule.id)) {
      walk.end("rule", `${rule.id} is associated with ${id}, which contains the rule's own target, so the query loops`);
    }
    const inbound = forward(world, rule, walk);
    const home = world.find(vpc, inbound.state.hostVpcId);
    return home === undefined
      ? walk.end("rule", `${inbound.id} is in a VPC that no longer exists`)
      : resolveInVpc(world, home, host, walk, [...passed, rule.id]);
  }
  return zone === undefined ? resolvePublicly(world, host, walk, judge) : resolveInZone(world, host, zone, id, walk);
}
