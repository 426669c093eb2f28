import type { Place, Resource, TypeName, World } from "../core/world";
import type { Domain, UserProfile } from "./domain";

/** Where something in a domain stands that SageMaker makes and deletes in its own time. */
export interface Passing {
  /** Default: `InService`. */
  readonly status?: "Pending" | "InService" | "Failed" | "Deleting" | "Deleted";
  /** Whether somebody has seen it in that state: it is in the next one when it is looked at again. */
  readonly isSeen?: boolean;
}

/** Where an app is in its domain's VPC. */
export interface AppInterface {
  readonly subnetId: string;
  readonly address: string;
  readonly securityGroupIds: readonly string[];
}

/** An app that a user runs, in a space or, as in Studio Classic, in a profile. */
export interface App extends Passing {
  readonly domainId: string;
  readonly userProfileName?: string | undefined;
  readonly spaceName?: string | undefined;
  /** Such as `JupyterLab`. */
  readonly appType: string;
  readonly appName: string;
  readonly arn: string;
  /** Undefined where the domain's apps aren't in its VPC. */
  readonly network?: AppInterface | undefined;
  /** ISO 8601. */
  readonly created: string;
}

/** A space, in which its owner, or everybody in the domain, runs apps. */
export interface Space extends Passing {
  readonly domainId: string;
  readonly spaceName: string;
  readonly ownerUserProfileName?: string | undefined;
  readonly sharingType?: "Private" | "Shared" | undefined;
  readonly arn: string;
  /** ISO 8601. */
  readonly created: string;
}

/** Apps and spaces belong to no stack. */
export const studioApp: TypeName<App> = { token: "aws:sagemaker/app:App" };
export const studioSpace: TypeName<Space> = { token: "aws:sagemaker/space:Space" };
/** A profile, whether a stack made it or a person. */
export const studioProfile: TypeName<UserProfile & Passing> = { token: "aws:sagemaker/userProfile:UserProfile" };

/** A domain, also one that is being deleted. */
export type StudioDomain = Domain & Passing;
export const studioDomain: TypeName<StudioDomain> = { token: "aws:sagemaker/domain:Domain" };

/** Apps that are gone; SageMaker lists them for a day longer, and they hinder nobody. */
export const deletedApp: TypeName<App> = { token: "aws:sagemaker/app:DeletedApp" };

type Content = Passing & { readonly domainId: string };

/** What a domain of the account has in the region, of one type; or all of its domains, where none is named. */
export function contentsOf<State extends Content>(
  world: World,
  type: TypeName<State>,
  { account, region }: Place,
  domainId: string | undefined,
): Resource<State>[] {
  return world
    .list(type, account)
    .filter(
      (resource) => resource.region === region && (domainId ?? resource.state.domainId) === resource.state.domainId,
    );
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
 * Lets time pass for what somebody looks at: what is being made or deleted is so at the first look, and made or gone at
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
