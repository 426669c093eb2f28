import type { World } from "../core/world";
import { type Vpc, vpcEndpoint } from "../ec2/kinds";
import { record, zone } from "../route53/kinds";
import { endpointService } from "./endpoint-services";

/** An address, or another name that has them. */
type Answer = string | { readonly alias: string };

/** A zone that a VPC's resolver asks before the public. */
export interface PrivateZone {
  /** Of the hosted zone, or of the endpoint whose private DNS it is. */
  readonly id: string;
  readonly name: string;
  /** Undefined for a name that the zone doesn't have. */
  answer(host: string): readonly Answer[] | undefined;
}

/** Whether a record's name is the host's, or a wildcard that takes it in. */
function matches(fqdn: string, host: string): boolean {
  return fqdn.startsWith("*.") ? host.endsWith(fqdn.slice(1)) : fqdn === host;
}

function hostedZones(world: World, vpcId: string): PrivateZone[] {
  return world
    .all(zone)
    .filter(({ state }) => state.vpcs.some((associated) => associated.vpcId === vpcId))
    .map(({ id, state: { name } }) => ({
      id,
      name,
      answer(host) {
        const found = world
          .all(record)
          .filter(({ state }) => state.zoneId === id && matches(state.fqdn, host))
          // The longest wildcard is the closest; a whole name is longer than any wildcard that takes it in.
          .sort((one, other) => other.state.fqdn.length - one.state.fqdn.length)[0];
        return found && [...found.state.records, ...found.state.aliases.map((alias) => ({ alias: alias.name }))];
      },
    }));
}

/** Private DNS of interface endpoints answers only in their own VPC. */
function endpointZones(world: World, vpcId: string): PrivateZone[] {
  return world
    .all(vpcEndpoint)
    .filter(({ state }) => state.vpcId === vpcId && state.privateDnsEnabled)
    .flatMap(({ id, region, state }) => {
      const service = endpointService(state.serviceName, region);
      return service === undefined
        ? []
        : {
            id,
            name: service.zone,
            answer: (host: string) =>
              service.names.some((name) => matches(name === "*" ? `*.${service.zone}` : service.zone, host))
                ? state.networkInterfaces.map(({ address }) => address)
                : undefined,
          };
    });
}

/** The private zones that a VPC's resolver knows; it needs both DNS attributes for them. */
export function privateZones(world: World, vpcId: string, attributes: Vpc): PrivateZone[] {
  return attributes.enableDnsHostnames && attributes.enableDnsSupport
    ? [...hostedZones(world, vpcId), ...endpointZones(world, vpcId)]
    : [];
}
