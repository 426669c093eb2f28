import * as v from "valibot";
import { deletion } from "../core/deletion";
import { inventId } from "../core/ids";
import { forcesNew, setOf } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import type { World } from "../core/world";
import { vpc, vpcEndpoint } from "../ec2/kinds";
import { endpointService } from "../network/endpoint-services";
import { refuse } from "../refusals";
import { record, type ZoneRecord, zone } from "./kinds";

function withoutDot(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** Refuses a zone for a name that already resolves in the VPC. */
function checkName(world: World, name: string, vpcId: string, urn: string | undefined): void {
  const taken =
    world
      .all(zone)
      .find(
        ({ urn: other, state }) =>
          other !== urn && state.name === name && state.vpcs.some((one) => one.vpcId === vpcId),
      )?.id ??
    world
      .all(vpcEndpoint)
      .find(
        ({ region, state }) =>
          state.vpcId === vpcId && state.privateDnsEnabled && endpointService(state.serviceName, region)?.zone === name,
      )?.id;
  if (taken !== undefined) {
    refuse(
      "R29",
      `The VPC ${vpcId} in region ${world.find(vpc, vpcId)?.region} has already been associated with the hosted zone ${taken} with the same domain name.`,
    );
  }
}

const zoneType = resourceType(
  zone,
  {
    name: forcesNew(v.string()),
    comment: v.optional(v.string()),
    forceDestroy: v.optional(v.boolean()),
    vpcs: v.pipe(
      setOf(v.strictObject({ vpcId: v.string(), vpcRegion: v.optional(v.string()) })),
      v.minLength(1, "the local AWS has only private hosted zones, which name a VPC"),
    ),
    tags,
  },
  (inputs, { account }, world, previous) => {
    const name = withoutDot(inputs.name);
    for (const { vpcId } of inputs.vpcs) {
      if (world.find(vpc, vpcId)?.account !== account) {
        refuse("R31", `The VPC ID '${vpcId}' doesn't exist, or isn't authorized for the hosted zone.`);
      }
      checkName(world, name, vpcId, previous?.urn);
    }
    const id = previous?.id ?? inventId("Z").toUpperCase();
    return { id, state: { ...inputs, name, zoneId: id, arn: `arn:aws:route53:::hostedzone/${id}` } };
  },
);

/** A record's whole name; the provider takes names with and without the zone's. */
function wholeName(name: string, zoneName: string): string {
  const given = withoutDot(name);
  if (given === "" || given === zoneName) {
    return zoneName;
  }
  return given.endsWith(`.${zoneName}`) ? given : `${given}.${zoneName}`;
}

/** Refuses an alias to a name that isn't in the zone that it names. */
function checkAlias(world: World, { name, zoneId }: ZoneRecord["aliases"][number]): void {
  const isEndpoints = world
    .all(vpcEndpoint)
    .some(({ state }) =>
      state.dnsEntries.some((entry) => entry.dnsName === withoutDot(name) && entry.hostedZoneId === zoneId),
    );
  if (!isEndpoints) {
    refuse(
      "R48",
      `[Tried to create an alias that targets ${withoutDot(name)}., type A in zone ${zoneId}, but the alias target name does not lie within the target zone]`,
    );
  }
}

const recordType = resourceType(
  record,
  {
    zoneId: forcesNew(v.string()),
    name: forcesNew(v.string()),
    type: v.literal("A"),
    aliases: v.optional(
      v.array(v.strictObject({ name: v.string(), zoneId: v.string(), evaluateTargetHealth: v.boolean() })),
      [],
    ),
    ttl: v.optional(v.number()),
    records: v.optional(setOf(v.string()), []),
    allowOverwrite: v.optional(v.boolean()),
  },
  (inputs, { account }, world, previous) => {
    const owner = world.find(zone, inputs.zoneId);
    if (owner === undefined || owner.account !== account) {
      return refuse("R48", `No hosted zone found with ID: ${inputs.zoneId}`);
    }
    const fqdn = wholeName(inputs.name, owner.state.name);
    const others = world
      .list(record, account)
      .filter(({ urn, state }) => urn !== previous?.urn && state.zoneId === inputs.zoneId && state.fqdn === fqdn);
    // Source: the provider's documentation, `allowOverwrite`: the record then takes the place of the other.
    if (inputs.allowOverwrite === true) {
      others.forEach(({ urn }) => void world.remove(urn));
    } else if (others.length > 0) {
      refuse("R48", `[Tried to create resource record set [name='${fqdn}.', type='A'] but it already exists]`);
    }
    for (const alias of inputs.aliases) {
      checkAlias(world, alias);
    }
    return { id: `${inputs.zoneId}_${fqdn}_A`, state: { ...inputs, fqdn } };
  },
);

const recordsOf = (world: World, zoneId: string) => world.all(record).filter(({ state }) => state.zoneId === zoneId);

export const route53: ServiceResources = {
  types: [recordType, zoneType],
  deletions: [
    deletion(zone, {
      check(world, { id, state }) {
        if (state.forceDestroy !== true && recordsOf(world, id).length > 0) {
          refuse(
            "R97",
            "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
          );
        }
      },
      takes: (world, { id }) => recordsOf(world, id),
    }),
  ],
};
