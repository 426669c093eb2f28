import { deletion } from "../core/deletion";
import type { Resource, World } from "../core/world";
import { refuse } from "../refusals";
import { contentsOf, hasApps } from "./contents";
import { type Domain, domain, homeFileSystem, studioApp, studioProfile, studioSpace, userProfile } from "./kinds";

function refuseInUse(kind: string, arn: string, what: string): never {
  refuse("R111", `Unable to delete ${kind} [${arn}] because ${what} are associated with it.`);
}

/** @throws AwsError when a domain has apps, spaces or profiles. */
export function checkEmpty(world: World, home: Resource<Domain>): void {
  const contents = { "App(s)": studioApp, "Space(s)": studioSpace, "UserProfile(s)": studioProfile };
  for (const [what, type] of Object.entries(contents)) {
    if (contentsOf<{ readonly domainId: string }>(world, type, home, home.id).length > 0) {
      refuseInUse("Domain", home.state.arn, what);
    }
  }
}

/** Studio's domains go after whatever people made in them. */
export const studioDeletions = [
  deletion(domain, {
    check: checkEmpty,
    /** Source: SageMaker API, RetentionPolicy: the home file system is kept unless told. */
    leaves(world, { id, account, region, state }) {
      if (state.retentionPolicy?.homeEfsFileSystem === "Delete") {
        return [];
      }
      const { homeEfsFileSystemId: fileSystemId, vpcId, subnetIds } = state;
      const leftSince = world.clock.now().toISOString();
      return [
        {
          urn: `urn:efs:${region}:${account}:${fileSystemId}:${id}`,
          type: homeFileSystem.token,
          stack: "",
          account,
          region,
          id: fileSystemId,
          state: { fileSystemId, leftSince, vpcId, subnetIds },
        },
      ];
    },
  }),
  deletion(userProfile, {
    check(world, profile) {
      const { domainId, userProfileName, arn } = profile.state;
      if (hasApps(world, profile, domainId, { userProfileName })) {
        refuseInUse("UserProfile", arn, "App(s)");
      }
      if (
        contentsOf(world, studioSpace, profile, domainId).some(
          ({ state }) => state.ownerUserProfileName === userProfileName,
        )
      ) {
        refuseInUse("UserProfile", arn, "Space(s)");
      }
    },
  }),
];
