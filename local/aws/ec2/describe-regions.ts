import type { Place, World } from "../core/world";
import { endpointService, endpointServiceNames } from "../network/endpoint-services";
import { type Ec2Query, itemSet, select } from "./query";

/** The zones of a region under the account's own names. */
export function describeAvailabilityZones(world: World, { account, region }: Place, query: Ec2Query): object {
  const zones = select(query, world.availability.zones(account, region), {
    filters: { "zone-type": () => "availability-zone", "zone-name": ({ name }) => name },
  });
  return {
    availabilityZoneInfo: itemSet(
      zones.map(({ name, id }) => ({
        zoneName: name,
        zoneId: id,
        zoneState: "available",
        zoneType: "availability-zone",
        regionName: region,
        optInStatus: "opt-in-not-required",
      })),
    ),
  };
}

/** What endpoints can be made for in a region: a service with both types is listed once for each. */
export function describeVpcEndpointServices(world: World, { account, region }: Place, query: Ec2Query): object {
  const { availability } = world;
  const details = endpointServiceNames(region)
    .filter((name) => availability.offers(name))
    .flatMap((name) => (endpointService(name, region)?.types ?? []).map((type) => ({ name, type })));
  const found = select(query, details, {
    filters: { "service-name": ({ name }) => name, "service-type": ({ type }) => type },
  });
  return {
    serviceNameSet: itemSet([...new Set(found.map(({ name }) => name))]),
    serviceDetailSet: itemSet(
      found.map(({ name, type }) => ({
        serviceName: name,
        serviceType: itemSet([{ serviceType: type }]),
        availabilityZoneSet: itemSet(
          availability
            .zones(account, region)
            .map((zone) => zone.name)
            .filter((zone) => availability.offers(name, zone)),
        ),
        owner: "amazon",
        vpcEndpointPolicySupported: availability.takesPolicies(name),
        acceptanceRequired: false,
      })),
    ),
  };
}
