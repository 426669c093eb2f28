import * as v from "valibot";
import { contains } from "../../../common/cidr";
import { inventId } from "../core/ids";
import { forcesNew, physicalName, setOf } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { ownSubnet, ownVpc } from "../ec2/own";
import { checkGroups } from "../ec2/security-group";
import { freeAddress, isTaken } from "../network/interfaces";
import { usable } from "../ram";
import { refuse } from "../refusals";
import {
  type ResolverEndpoint,
  resolverEndpoint,
  resolverQueryLogConfig,
  resolverQueryLogConfigAssociation,
  resolverRule,
  resolverRuleAssociation,
} from "./kinds";

const optionalName = v.optional(v.string());

/** Source: Route 53 Resolver API, the parameter `Name` of CreateResolverRule and its likes. */
function checkName(name: string | undefined): void {
  if (name !== undefined && (/^\d+$/.test(name) || !/^[\w '-]{1,64}$/.test(name))) {
    refuse("R16", `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint`);
  }
}

type WantedAddress = { readonly subnetId: string; readonly ip?: string | undefined };

/** The addresses of a resolver endpoint: those asked for, those that it has, or free ones. */
function addresses(
  world: World,
  place: Place,
  wanted: readonly WantedAddress[],
  previous: (Resource & { readonly state: ResolverEndpoint }) | undefined,
): { subnetId: string; ip: string }[] {
  const given: { subnetId: string; ip: string }[] = [];
  for (const [index, { subnetId, ip }] of wanted.entries()) {
    const subnet = ownSubnet(world, place, subnetId);
    if (ip !== undefined && !contains(subnet.state.cidrBlock, ip)) {
      refuse("R45", `IP address ${ip} is not within the range of subnet ${subnetId}`);
    }
    if (ip !== undefined && isTaken(world, subnetId, ip, previous?.urn)) {
      refuse("R45", `IP address ${ip} is already in use in subnet ${subnetId}`);
    }
    if (ip !== undefined && given.some((other) => other.subnetId === subnetId && other.ip === ip)) {
      // Source: getmoto/moto, moto/route53resolver/models.py, `_verify_subnet_ips`.
      refuse("R200", `The IP address '${ip}' in subnet '${subnetId}' is already in use`);
    }
    const kept = previous?.state.ipAddresses[index];
    const free = () =>
      freeAddress(
        world,
        subnet,
        given.map((other) => other.ip),
      );
    given.push({ subnetId, ip: ip ?? (kept?.subnetId === subnetId ? kept.ip : free()) });
  }
  return given;
}

export const resolverEndpointType = resourceType(
  resolverEndpoint,
  {
    name: optionalName,
    direction: forcesNew(v.picklist(["INBOUND", "OUTBOUND"])),
    ipAddresses: setOf(v.strictObject({ subnetId: v.string(), ip: v.optional(v.string()) })),
    securityGroupIds: forcesNew(v.pipe(setOf(v.string()), v.minLength(1))),
    protocols: v.optional(setOf(v.literal("Do53"))),
    resolverEndpointType: v.optional(v.literal("IPV4")),
    tags,
  },
  (inputs, place, world, previous) => {
    checkName(inputs.name);
    if (inputs.ipAddresses.length < 2) {
      refuse("R42", "[RSLVR-00400] Resolver endpoint need to have at least 2 IP addresses.");
    }
    const vpcs = inputs.ipAddresses.map(({ subnetId }) => ownSubnet(world, place, subnetId).state.vpcId);
    const [hostVpcId = ""] = vpcs;
    if (vpcs.some((other) => other !== hostVpcId) || (previous?.state.hostVpcId ?? hostVpcId) !== hostVpcId) {
      refuse("R45", "The subnets of a resolver endpoint must be in one VPC");
    }
    checkGroups(world, hostVpcId, inputs.securityGroupIds);
    const { direction } = inputs;
    const id = previous?.id ?? inventId(direction === "INBOUND" ? "rslvr-in-" : "rslvr-out-");
    const arn = `arn:aws:route53resolver:${place.region}:${place.account}:resolver-endpoint/${id}`;
    const ipAddresses = addresses(world, place, inputs.ipAddresses, previous);
    return { id, state: { ...inputs, id, arn, hostVpcId, ipAddresses } };
  },
);

export const resolverRuleType = resourceType(
  resolverRule,
  {
    name: optionalName,
    domainName: forcesNew(v.string()),
    ruleType: forcesNew(v.picklist(["FORWARD", "SYSTEM"])),
    resolverEndpointId: v.optional(v.string()),
    targetIps: v.optional(
      setOf(
        v.strictObject({
          ip: v.string(),
          port: v.optional(v.literal(53)),
          protocol: v.optional(v.literal("Do53")),
        }),
      ),
      [],
    ),
    tags,
  },
  (inputs, { account, region }, world, previous) => {
    const { resolverEndpointId, ruleType } = inputs;
    checkName(inputs.name);
    const domainName = inputs.domainName.toLowerCase().replace(/\.$/, "");
    const endpoint = world.find(resolverEndpoint, resolverEndpointId ?? "");
    // Source: Route 53 Resolver API, CreateResolverRule, `ResolverEndpointId`; both are of one region.
    const isHere = endpoint?.account === account && endpoint.region === region;
    if (ruleType === "FORWARD" && (!isHere || endpoint.state.direction !== "OUTBOUND")) {
      refuse("R45", `Rule of type FORWARD needs an outbound resolver endpoint, not '${resolverEndpointId ?? ""}'`);
    }
    const id = previous?.id ?? inventId("rslvr-rr-");
    const arn = `arn:aws:route53resolver:${region}:${account}:resolver-rule/${id}`;
    return { id, state: { ...inputs, domainName, id, arn, ownerId: account } };
  },
);

export const resolverRuleAssociationType = resourceType(
  resolverRuleAssociation,
  {
    name: forcesNew(optionalName),
    resolverRuleId: forcesNew(v.string()),
    vpcId: forcesNew(v.string()),
  },
  (inputs, place, world, previous) => {
    const { resolverRuleId, vpcId } = inputs;
    checkName(inputs.name);
    ownVpc(world, place, vpcId);
    const rule =
      usable(world, resolverRule, place, resolverRuleId) ??
      refuse("R41", `[RSLVR-00703] Resolver rule with ID "${resolverRuleId}" does not exist.`);
    const isTarget = world
      .all(resolverEndpoint)
      .filter(({ state }) => state.direction === "INBOUND" && state.hostVpcId === vpcId)
      .flatMap(({ state }) => state.ipAddresses)
      .some(({ ip }) => rule.state.targetIps.some((target) => target.ip === ip));
    if (isTarget) {
      refuse(
        "R43",
        `[RSLVR-00804] Cannot associate rule ${resolverRuleId} to VPC ${vpcId} because the VPC include an INBOUND resolver endpoints with rule's target IP. Please try a different rule or update rule's target IP.`,
      );
    }
    const conflict = world
      .list(resolverRuleAssociation, place.account)
      .filter(({ urn, state }) => urn !== previous?.urn && state.vpcId === vpcId)
      .map(({ state }) => world.find(resolverRule, state.resolverRuleId))
      .find((other) => other?.state.domainName === rule.state.domainName);
    if (conflict !== undefined) {
      refuse(
        "R44",
        `Cannot associate rules with same domain name with same VPC. Conflict with resolver rule '${conflict.id}'`,
      );
    }
    const id = previous?.id ?? inventId("rslvr-rrassoc-");
    return { id, state: inputs };
  },
);

export const resolverQueryLogConfigType = resourceType(
  resolverQueryLogConfig,
  { name: forcesNew(physicalName(v.string())), destinationArn: forcesNew(v.string()), tags },
  (inputs, { account, region }, _world, previous) => {
    checkName(inputs.name);
    const id = previous?.id ?? inventId("rqlc-");
    const arn = `arn:aws:route53resolver:${region}:${account}:resolver-query-log-config/${id}`;
    return { id, state: { ...inputs, arn, ownerId: account } };
  },
);

export const resolverQueryLogConfigAssociationType = resourceType(
  resolverQueryLogConfigAssociation,
  { resolverQueryLogConfigId: forcesNew(v.string()), resourceId: forcesNew(v.string()) },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.resourceId);
    const { resolverQueryLogConfigId: wanted } = inputs;
    // Source: Route 53 Resolver API, AssociateResolverQueryLogConfig, Errors.
    if (usable(world, resolverQueryLogConfig, place, wanted) === undefined) {
      refuse("R201", `Resolver query logging config with ID "${wanted}" does not exist.`);
    }
    return { id: previous?.id ?? inventId("rqlca-"), state: inputs };
  },
);
