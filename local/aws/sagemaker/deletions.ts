import { deletion } from "../core/deletion";
import type { Place, Resource, World } from "../core/world";
import { refuse } from "../refusals";
import { appsIn } from "./app-settings";
import { contentsOf, hasApps } from "./contents";
import {
  type Domain,
  domain,
  homeFileSystem,
  lifecycleConfig,
  studioApp,
  studioImage,
  studioProfile,
  studioSpace,
  userProfile,
} from "./kinds";
import { versionsOf } from "./studio-tools";

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
    /** Source: SageMaker API, RetentionPolicy: the home file system is kept by default. */
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

/** The settings of every domain and profile of an account in a region. */
function settingsIn(world: World, place: Place) {
  return [
    ...world.here(domain, place).map(({ state }) => state.defaultUserSettings),
    ...world.here(userProfile, place).flatMap(({ state }) => state.userSettings ?? []),
  ].flatMap((settings) => appsIn(settings).map(({ settings: own }) => own));
}

/** Scripts and images go when nobody's settings name them. Source: SageMaker API, DeleteStudioLifecycleConfig and DeleteImage. */
export const studioToolDeletions = [
  deletion(lifecycleConfig, {
    check(world, found) {
      const { arn } = found.state;
      const isNamed = settingsIn(world, found).some((settings) => settings.builtInLifecycleConfigArn === arn);
      const isRunning = world.here(studioApp, found).some(({ state }) => state.lifecycleConfigArn === arn);
      if (isNamed || isRunning) {
        const by = isNamed ? "UserSettings" : "App(s)";
        refuse("R169", `Unable to delete StudioLifecycleConfig [${arn}] because it is used by ${by}.`);
      }
    },
  }),
  deletion(studioImage, {
    check(world, found) {
      const { arn, imageName } = found.state;
      const images = settingsIn(world, found).flatMap(({ customImages = [] }) => customImages);
      if (images.some((image) => image.imageName === imageName)) {
        refuse("R169", `Unable to delete Image [${arn}] because it is used by UserSettings.`);
      }
    },
    takes: (world, found) => versionsOf(world, found, found.state.imageName),
  }),
];
