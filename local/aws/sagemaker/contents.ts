import type { Kind, Place, Resource, World } from "../core/world";
import { type App, deletedApp, type Passing, studioApp } from "./kinds";

type Content = Passing & { readonly domainId: string };

/** What a domain of the account has in the region, of one type; or all of its domains, where none is named. */
export function contentsOf<State extends Content>(
  world: World,
  type: Kind<State>,
  place: Place,
  domainId: string | undefined,
): Resource<State>[] {
  return world.here(type, place).filter(({ state }) => (domainId ?? state.domainId) === state.domainId);
}

/** Whether a profile, or a space, has apps in it that aren't deleted, and haven't failed. */
export function hasApps(world: World, place: Place, domainId: string, where: Partial<App>): boolean {
  return contentsOf(world, studioApp, place, domainId).some(
    ({ state }) =>
      state.status !== "Failed" &&
      state.userProfileName === where.userProfileName &&
      state.spaceName === where.spaceName,
  );
}

/**
 * Lets time pass for what is looked at: what is being made or deleted is pending at the first look, and made or gone at
 * the second. On AWS that takes from seconds to minutes.
 */
export function look(world: World, resource: Resource<Content>): void {
  const { status, isSeen = false } = resource.state;
  if (status !== "Pending" && status !== "Deleting") {
    return;
  }
  if (!isSeen) {
    world.put({ ...resource, state: { ...resource.state, isSeen: true } });
  } else if (status === "Pending") {
    world.put({ ...resource, state: { ...resource.state, status: "InService", isSeen: false } });
  } else {
    world.remove(resource.urn);
    if (resource.type === studioApp.token) {
      const state = { ...resource.state, status: "Deleted" };
      world.put({ ...resource, urn: `${resource.urn}$deleted`, type: deletedApp.token, state });
    }
  }
}
