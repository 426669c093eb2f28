import { type Audience, centralService, centralServices } from "../../../infra/network/endpoint-catalog";
import {
  type ChildStack,
  childrenOfHub,
  hubOf,
  isChild,
  isShared,
  type SharedStack,
} from "../../../stacks/project/roles";
import type { Project, Stack } from "../../../stacks/project/stack";
import type { Limited } from "./catalogue";

/** How much a stack uses of what quotas limit. */
export type Plan = Readonly<Record<Limited, number>>;

const nothing: Plan = {
  vpcs: 0,
  interfaceEndpoints: 0,
  gatewayEndpoints: 0,
  groupRules: 0,
  tableRoutes: 0,
  transitGateways: 0,
  attachments: 0,
  resolverEndpoints: 0,
  resolverRules: 0,
  ruleAssociations: 0,
};

function servicesOf({ config }: SharedStack) {
  return centralServices(config.signIn, config.endpointServices);
}

function servicesFor(audience: Audience, hub: SharedStack) {
  return servicesOf(hub).filter((service) => centralService(service, hub.config.region).audiences.includes(audience));
}

/** LOBs that the hub lists, and those whose stacks name it. */
function lobAccounts(project: Project, hub: SharedStack): Set<string> {
  const listed = hub.config.lobs.map(({ account }) => account);
  const own = childrenOfHub(project, hub);
  return new Set([...listed, ...own.map(({ config }) => config.account)]);
}

function planOfHub(project: Project, hub: SharedStack): Plan {
  const { config } = hub;
  const simulators = config.onPremisesSimulator ? 1 : 0;
  // `execute-api` has no zone of its own, and each of the other services for people has one; the API's is added.
  const simulatorsRules = simulators * servicesFor("people", hub).length;
  const zones = config.availabilityZones.length;
  return {
    vpcs: 1 + simulators,
    interfaceEndpoints: servicesOf(hub).length,
    // S3 in each VPC, DynamoDB in the hub's.
    gatewayEndpoints: 2 + simulators,
    // DNS for each corporate CIDR block and for the hub itself, each by TCP and UDP; in a simulator, HTTPS to the hub and DNS
    // to each address of the resolver.
    groupRules: Math.max(2 * config.corporateCidrs.length + 2, simulators * (1 + 2 * zones)),
    // The VPC's own, S3, DynamoDB, all LOBs, and each corporate CIDR block.
    tableRoutes: 4 + config.corporateCidrs.length,
    transitGateways: 1,
    attachments: 1 + simulators + lobAccounts(project, hub).size,
    resolverEndpoints: 2,
    resolverRules: servicesFor("workloads", hub).length + simulatorsRules,
    ruleAssociations: simulatorsRules,
  };
}

function planOfChild(project: Project, child: ChildStack): Plan {
  if (child.config.sharedStack === undefined) {
    return nothing;
  }
  const hub = hubOf(project, child);
  return {
    ...nothing,
    vpcs: 1,
    gatewayEndpoints: 1,
    // The domain's group: NFS, to the hub, to S3, whose prefix list counts as one rule.
    groupRules: 3,
    // The VPC's own, S3 and the hub.
    tableRoutes: 3,
    // The rules of another project's hub are known only from its outputs.
    ruleAssociations: hub === undefined ? 0 : servicesFor("workloads", hub).length,
  };
}

/** Computes what a stack uses, only from config. A parent uses nothing that a quota could stop. */
export function planOf(project: Project, stack: Stack): Plan {
  if (isShared(stack)) {
    return planOfHub(project, stack);
  }
  return isChild(stack) ? planOfChild(project, stack) : nothing;
}
