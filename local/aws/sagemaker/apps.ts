import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import type { Place, Resource, World } from "../core/world";
import { interfaceOfApp } from "./app-network";
import { appsIn } from "./app-settings";
import {
  arnOf,
  checkStudioName,
  existingDomain,
  existingProfile,
  listing,
  notFound,
  operation,
  pageEntries,
  permitOn,
  type SageMakerCaller,
  seconds,
} from "./caller";
import { contentsOf, look } from "./contents";
import { type App, type Domain, deletedApp, studioApp, studioSpace, type UserProfile } from "./kinds";
import { existingSpace, spaceContext } from "./spaces";

const appType = v.picklist(["JupyterServer", "KernelGateway", "CodeEditor", "JupyterLab", "Canvas"]);

const key = v.strictObject({
  DomainId: v.string(),
  UserProfileName: v.optional(v.string()),
  SpaceName: v.optional(v.string()),
  AppType: appType,
  AppName: v.string(),
});

const listed = v.strictObject({
  DomainIdEquals: v.optional(v.string()),
  UserProfileNameEquals: v.optional(v.string()),
  SpaceNameEquals: v.optional(v.string()),
  ...pageEntries,
});

type Key = v.InferOutput<typeof key>;

/** Apps are in a space or in a profile. */
function ownerOf({ UserProfileName, SpaceName }: Key): string {
  const [owner, ...others] = [UserProfileName, SpaceName].filter((name) => name !== undefined);
  if (owner === undefined || others.length > 0) {
    throw new AwsError("ValidationException", "Either UserProfileName or SpaceName must be provided, and not both.");
  }
  return owner;
}

/** ARN of an app. Source: SageMaker's denials, which write the app's type in lower case. */
function arnOfApp(caller: Place, of: Key): string {
  return askedArn(caller, of, of.AppType.toLowerCase());
}

/** The ARN that a call is judged by, with the app's type as the caller wrote it. */
function askedArn(caller: Place, of: Key, type: string = of.AppType): string {
  return arnOf(caller, `app/${of.DomainId}/${ownerOf(of)}/${type}/${of.AppName}`);
}

/** Condition keys of a call that makes or deletes an app in a space. */
function contextOf(world: World, caller: SageMakerCaller, { DomainId, SpaceName }: Key) {
  const found = contentsOf(world, studioSpace, caller, DomainId).find(({ state }) => state.spaceName === SpaceName);
  return found === undefined ? {} : spaceContext(caller, found.state);
}

function existingApp(world: World, caller: Place, of: Key): Resource<App> {
  const arn = arnOfApp(caller, of);
  return (
    contentsOf(world, studioApp, caller, of.DomainId).find(({ state }) => state.arn === arn) ?? notFound("App", arn)
  );
}

function details({ state }: Resource<App>) {
  return {
    DomainId: state.domainId,
    UserProfileName: state.userProfileName,
    SpaceName: state.spaceName,
    AppType: state.appType,
    AppName: state.appName,
    Status: state.status ?? "InService",
    CreationTime: seconds(state.created),
  };
}

async function createApp(world: World, caller: SageMakerCaller, input: Key) {
  const arn = arnOfApp(caller, input);
  checkStudioName("appName", input.AppName);
  await permitOn(world, caller, "CreateApp", askedArn(caller, input), contextOf(world, caller, input));
  const { DomainId: domainId, UserProfileName: userProfileName, SpaceName: spaceName } = input;
  const home = existingDomain(world, caller, domainId);
  const space = spaceName === undefined ? undefined : existingSpace(world, caller, domainId, spaceName);
  const owner = userProfileName ?? space?.state.ownerUserProfileName;
  const profile = owner === undefined ? undefined : existingProfile(world, caller, domainId, owner);
  if (contentsOf(world, studioApp, caller, domainId).some(({ state }) => state.arn === arn)) {
    throw new AwsError("ResourceInUse", `App [${arn}] already exists.`);
  }
  const { AppType, AppName: appName } = input;
  const created = world.clock.now().toISOString();
  const urn = `urn:studio:${arn}`;
  world.remove(`${urn}$deleted`);
  world.put({
    ...{ urn, type: studioApp.token, stack: "", account: caller.account, region: caller.region, id: arn },
    state: {
      ...{ domainId, userProfileName, spaceName, appType: AppType, appName, arn, created, status: "Pending" },
      network: interfaceOfApp(world, home, profile),
      lifecycleConfigArn: scriptOf(home, profile, AppType),
    },
  });
  return { AppArn: arn };
}

/** The script that an app starts with: its user's, or the domain's. */
function scriptOf(home: Resource<Domain>, profile: Resource<UserProfile> | undefined, type: string) {
  const settings = appsIn(profile?.state.userSettings ?? home.state.defaultUserSettings);
  return settings.find(({ app }) => app === type)?.settings.builtInLifecycleConfigArn;
}

async function describeApp(world: World, caller: SageMakerCaller, input: Key) {
  await permitOn(world, caller, "DescribeApp", askedArn(caller, input));
  look(world, existingApp(world, caller, input));
  const found = existingApp(world, caller, input);
  return { ...details(found), AppArn: found.state.arn };
}

/** Source: SageMaker Developer Guide, "Delete a domain": an app is deleted while it is in service. */
async function deleteApp(world: World, caller: SageMakerCaller, input: Key) {
  await permitOn(world, caller, "DeleteApp", askedArn(caller, input), contextOf(world, caller, input));
  const found = existingApp(world, caller, input);
  const { status = "InService", arn } = found.state;
  if (status !== "InService") {
    throw new AwsError("ValidationException", `Unable to delete App [${arn}] in status [${status}].`);
  }
  world.put({ ...found, state: { ...found.state, status: "Deleting", isSeen: false } });
  return {};
}

/** Whether a name is the wanted one, where one is. */
function fits(wanted = "", name?: string): boolean {
  return wanted === "" || wanted === name;
}

/** What people do with apps. Source: SageMaker API. */
export const appOperations = new Map([
  listing("Apps", listed, {
    items: (world, caller, { DomainIdEquals }) =>
      [studioApp, deletedApp].flatMap((type) => contentsOf(world, type, caller, DomainIdEquals)),
    look,
    isWanted: ({ userProfileName, spaceName }, { UserProfileNameEquals, SpaceNameEquals }) =>
      fits(UserProfileNameEquals, userProfileName) && fits(SpaceNameEquals, spaceName),
    details,
  }),
  operation("CreateApp", key, createApp),
  operation("DescribeApp", key, describeApp),
  operation("DeleteApp", key, deleteApp),
]);
