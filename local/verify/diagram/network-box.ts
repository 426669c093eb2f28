import {
  domain,
  firewallDomainList,
  firewallRules,
  instance,
  internetGateway,
  lambdaFunction,
  type Resource,
  resolverEndpoint,
  resolverRule,
  resolverRuleAssociation,
  securityGroup,
  securityGroupIngressRule,
  subnet,
  userProfile,
  type Vpc,
  vpcAttachment,
  vpcEndpoint,
  type World,
} from "../../aws";
import { type Block, type Box, block, nameOf, sorted } from "./boxes";

/** The service of an endpoint without what all have in common, such as `sagemaker.api`. */
function serviceOf(serviceName: string): string {
  return serviceName.replace(/^com\.amazonaws\.[a-z0-9-]+\.|^aws\.sagemaker\.[a-z0-9-]+\./, "");
}

/** Whom security groups let in: CIDR blocks, and other groups by their names. */
function admitted(world: World, groups: readonly string[]): string[] {
  const sources = world
    .all(securityGroupIngressRule)
    .filter(({ state }) => groups.includes(state.securityGroupId))
    .map(({ state }) => {
      const group = world.find(securityGroup, state.referencedSecurityGroupId ?? "");
      return state.cidrIpv4 ?? state.prefixListId ?? (group === undefined ? "another group" : nameOf(group));
    });
  return sorted([...new Set(sources)]);
}

function interfaceEndpoints(world: World, { id }: Resource<Vpc>): Block[] {
  const endpoints = world
    .all(vpcEndpoint)
    .filter(({ state }) => state.vpcId === id && state.vpcEndpointType === "Interface");
  const groups = new Map<string, typeof endpoints>();
  for (const endpoint of endpoints) {
    const from = admitted(world, endpoint.state.securityGroupIds).join(", ");
    groups.set(from, [...(groups.get(from) ?? []), endpoint]);
  }
  return sorted([...groups.keys()]).map((from, index) => ({
    kind: "block",
    id: `${id}-endpoints-${index + 1}`,
    title: `endpoints for ${from || "nobody"}`,
    lines: sorted(
      (groups.get(from) ?? []).map(({ id: own, state }) => ({ name: serviceOf(state.serviceName), id: own })),
    ),
  }));
}

function gatewayEndpoints(world: World, { id }: Resource<Vpc>): Block[] {
  const endpoints = world
    .all(vpcEndpoint)
    .filter(({ state }) => state.vpcId === id && state.vpcEndpointType === "Gateway")
    .map(({ id: own, state }) => ({ name: serviceOf(state.serviceName), id: own }));
  return block(`${id}-gateway-endpoints`, "gateway endpoints", sorted(endpoints));
}

function resolver(world: World, { id }: Resource<Vpc>): Block[] {
  const endpoints = world
    .all(resolverEndpoint)
    .filter(({ state }) => state.hostVpcId === id)
    .map(({ state }) => `${state.direction.toLowerCase()} ${state.ipAddresses.map(({ ip }) => ip).join(", ")}`);
  return block(`${id}-resolver`, "resolver endpoints", sorted(endpoints));
}

/** The names that a VPC's rules send to the hub, without what most have in common. */
function rules(world: World, { id, region }: Resource<Vpc>): Block[] {
  const domains = world
    .all(resolverRuleAssociation)
    .filter(({ state }) => state.vpcId === id)
    .map(({ state }) => world.find(resolverRule, state.resolverRuleId)?.state.domainName ?? state.resolverRuleId)
    .map((name) => name.replace(`.${region}.amazonaws.com`, ""));
  return block(`${id}-rules`, "DNS names that the hub answers", sorted(domains));
}

const verbs = { ALLOW: "allows", BLOCK: "blocks", ALERT: "reports" };

/** What becomes of names that are looked up in a VPC, in the order in which rules are asked. */
function firewall(world: World, { id }: Resource<Vpc>): Block[] {
  const lines = firewallRules(world, id).map(({ state }) => {
    const names = world.find(firewallDomainList, state.firewallDomainListId)?.state.domains ?? [];
    const amount = names.length === 1 ? "1 name" : `${names.length} names`;
    return `${verbs[state.action]} ${names.includes("*.") ? "every other name" : amount}`;
  });
  return block(`${id}-firewall`, "DNS Firewall", lines);
}

function domains(world: World, { id }: Resource<Vpc>): Block[] {
  return world
    .all(domain)
    .filter(({ state }) => state.vpcId === id)
    .map((found) => {
      const profiles = world.list(userProfile, found.account).filter(({ state }) => state.domainId === found.id);
      const names = sorted(profiles.map(({ state }) => state.userProfileName));
      const shown = names.length > 3 ? [`${names.length} user profiles`] : names.map((name) => `user ${name}`);
      return {
        kind: "block",
        id: found.id,
        title: { name: `Studio ${found.state.domainName}`, id: found.id },
        lines: shown,
      };
    });
}

/** Functions of an account with their interfaces in a VPC, or in none. */
export function functionsIn(world: World, account: string, vpcId: string | undefined): string[] {
  const functions = world.list(lambdaFunction, account).filter(({ state }) => state.vpcConfig?.vpcId === vpcId);
  return sorted(functions.map(({ state }) => state.name));
}

function instances(world: World, { id }: Resource<Vpc>): string[] {
  const found = world.all(instance).filter(({ state }) => world.find(subnet, state.subnetId)?.state.vpcId === id);
  return sorted(found.map(nameOf));
}

function internetGateways(world: World, { id }: Resource<Vpc>): Block[] {
  const found = world.all(internetGateway).filter(({ state }) => state.vpcId === id);
  return block(
    `${id}-internet-gateways`,
    "internet gateways",
    sorted(found.map((gateway) => ({ name: nameOf(gateway), id: gateway.id }))),
  );
}

/** A VPC with its attachments, and what is in it. */
export function networkBox(world: World, network: Resource<Vpc>): Box {
  const { id, account, state } = network;
  const attachments = world.all(vpcAttachment).filter((attachment) => attachment.state.vpcId === id);
  return {
    kind: "network",
    id,
    title: { name: `VPC ${state.cidrBlock}`, id },
    lines: attachments.map((attachment) => ({ name: `attachment ${nameOf(attachment)}`, id: attachment.id })),
    children: [
      ...interfaceEndpoints(world, network),
      ...gatewayEndpoints(world, network),
      ...resolver(world, network),
      ...domains(world, network),
      ...block(`${id}-functions`, "functions", functionsIn(world, account, id)),
      ...block(`${id}-instances`, "instances", instances(world, network)),
      ...rules(world, network),
      ...internetGateways(world, network),
      ...firewall(world, network),
    ],
  };
}
