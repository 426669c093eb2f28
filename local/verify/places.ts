import { isChild, isShared } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { domain, instance, internet, lambdaFunction, type Origin, type World } from "../aws";
import { deskOf, studioOf } from "../estate/places";

/** What a place is to the estate. */
export type PlaceKind = "hub" | "LOB" | "on-premises" | "another network" | "internet";

/** Somewhere that calls come from. */
export interface NamedPlace {
  /** As reports and access.yaml name it: `hub shared`, `LOB child`, `on-premises of shared`, `another network`, `internet`. */
  readonly name: string;
  readonly kind: PlaceKind;
  /** The stack that the place belongs to; undefined for what is nobody's of the estate. */
  readonly stack: string | undefined;
  /** Everything there that can call: the place reaches what any of them reaches. */
  readonly origins: readonly Origin[];
}

/** The name of a place. */
export function placeName(kind: "hub" | "LOB" | "on-premises", stack: string): string {
  return kind === "on-premises" ? `on-premises of ${stack}` : `${kind} ${stack}`;
}

/** The functions of a stack that run in a VPC. */
export function functionsIn(world: World, stack: string): Origin[] {
  return world
    .all(lambdaFunction)
    .filter((found) => found.stack === stack)
    .flatMap(({ account, region, state }): Origin[] => {
      const { vpcId, subnetIds = [], securityGroupIds = [] } = state.vpcConfig ?? {};
      return vpcId === undefined ? [] : [{ kind: "vpc", account, region, vpcId, subnetIds, securityGroupIds }];
    });
}

/** Every place of a project whose stacks are up. */
export function placesOf(world: World, { stacks }: Project): NamedPlace[] {
  const hubs = stacks.filter(isShared);
  const inStacks = stacks.map((stack): NamedPlace => {
    const hasStudio =
      isChild(stack) && world.list(domain, stack.config.account).some((one) => one.stack === stack.name);
    return {
      name: placeName(isShared(stack) ? "hub" : "LOB", stack.name),
      kind: isShared(stack) ? "hub" : "LOB",
      stack: stack.name,
      origins: [...functionsIn(world, stack.name), ...(hasStudio ? [studioOf(world, stack)] : [])],
    };
  });
  const desks = hubs
    .filter(({ name }) => world.all(instance).some(({ stack }) => stack === name))
    .map(
      (hub): NamedPlace => ({
        name: placeName("on-premises", hub.name),
        kind: "on-premises",
        stack: hub.name,
        origins: [deskOf(world, hub)],
      }),
    );
  return [...inStacks.filter(({ origins }) => origins.length > 0), ...desks, outside("internet", [internet])];
}

/** A place that is nobody's of the estate. */
export function outside(kind: "internet" | "another network", origins: readonly Origin[]): NamedPlace {
  return { name: kind, kind, stack: undefined, origins };
}
