import { deletion } from "../core/deletion";
import type { ServiceResources } from "../core/resource-type";
import type { World } from "../core/world";
import { refuse } from "../refusals";
import { recordType, zoneType } from "./hosted-zone";
import { record, zone } from "./kinds";

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
