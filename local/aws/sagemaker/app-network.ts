import type { Resource, World } from "../core/world";
import { subnet } from "../ec2/kinds";
import { freeAddress } from "../network/interfaces";
import type { AppInterface, Domain, UserProfile } from "./kinds";

/**
 * Security groups that an app has: those of the domain's default settings and of its user's profile together. An app in
 * a shared space has nobody's profile.
 *
 * Source: SageMaker API, UserSettings: `SecurityGroups` is aggregated when specified in both calls.
 */
export function groupsOfApps({ state }: Resource<Domain>, profile: Resource<UserProfile> | undefined): string[] {
  const own = profile?.state.userSettings?.securityGroups ?? [];
  return [...new Set([...state.defaultUserSettings.securityGroups, ...own])];
}

/** The network interface that an app gets in its domain's VPC, which SageMaker gives it for as long as it runs. */
export function interfaceOfApp(
  world: World,
  domain: Resource<Domain>,
  profile: Resource<UserProfile> | undefined,
): AppInterface | undefined {
  const [home] = domain.state.subnetIds.flatMap((id) => world.find(subnet, id) ?? []);
  if (home === undefined || domain.state.appNetworkAccessType !== "VpcOnly") {
    return undefined;
  }
  return {
    subnetId: home.id,
    address: freeAddress(world, home),
    securityGroupIds: groupsOfApps(domain, profile),
  };
}
