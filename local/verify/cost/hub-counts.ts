import { childrenOfHub, type SharedStack } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import {
  endpointService,
  firewallDomainList,
  type Kind,
  type Resource,
  resolverEndpoint,
  resolverRule,
  resourceAssociation,
  vpcAttachment,
  vpcEndpoint,
  type World,
  zone,
} from "../../aws";

/** An interface endpoint of a hub. */
export interface CountedEndpoint {
  /** Name of the endpoint service, such as `com.amazonaws.eu-west-1.sts`. */
  readonly service: string;
  /** Availability Zones that it has a network interface in; each is paid for. */
  readonly zones: number;
  /** Whether LOBs reach it: the hub shares a rule for its names. */
  readonly isForLobs: boolean;
}

/** The parts of a hub and its LOBs that are paid for by the hour or the month. */
export interface HubCounts {
  /** Stacks of the LOBs that are attached. */
  readonly lobs: readonly string[];
  /** In the order of their names. */
  readonly endpoints: readonly CountedEndpoint[];
  /** Whose attachments to the transit gateway there are. */
  readonly attachments: readonly string[];
  readonly resolverAddresses: number;
  readonly privateZones: number;
  /** Names in the lists of the LOBs' DNS Firewalls. */
  readonly firewallNames: number;
}

/** The hub's stack under its name in tables, whatever it is called. */
const hubsOwn = "hub";
const simulators = "on-premises simulator";

/** Counts a hub's resources and its LOBs' attachments as they stand, without a simulator that config doesn't ask for. */
export function countHub(world: World, project: Project, hub: SharedStack): HubCounts {
  const own = <State>(type: Kind<State>): Resource<State>[] =>
    world.list(type, hub.config.account).filter(({ stack }) => stack === hub.name);

  const shared = new Set(own(resourceAssociation).map(({ state }) => state.resourceArn));
  const lobZones = new Set(
    own(resolverRule)
      .filter(({ state }) => shared.has(state.arn))
      .map(({ state }) => state.domainName),
  );
  const interfaces = own(vpcEndpoint).filter(({ state }) => state.vpcEndpointType === "Interface");
  const hubVpcs = new Set(interfaces.map(({ state }) => state.vpcId));
  const lobs = childrenOfHub(project, hub).map(({ name }) => name);
  const attached = (stack: string) => world.all(vpcAttachment).filter((attachment) => attachment.stack === stack);
  const owns = attached(hub.name).map(({ state }) => (hubVpcs.has(state.vpcId) ? hubsOwn : simulators));
  const attachedLobs = lobs.flatMap((lob) => attached(lob).map(({ stack }) => stack));
  return {
    lobs: attachedLobs,
    endpoints: interfaces
      .map(({ region, state }) => ({
        service: state.serviceName,
        zones: state.networkInterfaces.length,
        isForLobs: lobZones.has(endpointService(state.serviceName, region)?.zone ?? ""),
      }))
      .sort((a, b) => a.service.localeCompare(b.service)),
    attachments: [
      ...owns.filter((owner) => owner === hubsOwn),
      ...(hub.config.onPremisesSimulator ? owns.filter((owner) => owner === simulators) : []),
      ...attachedLobs,
    ],
    resolverAddresses: own(resolverEndpoint).flatMap(({ state }) => state.ipAddresses).length,
    privateZones: own(zone).length,
    firewallNames: world
      .all(firewallDomainList)
      .filter(({ stack }) => lobs.includes(stack))
      .flatMap(({ state }) => state.domains).length,
  };
}
