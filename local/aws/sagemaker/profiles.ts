import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import type { Place, Resource, World } from "../core/world";
import {
  arnOf,
  checkStudioName,
  existingDomain,
  listing,
  notFound,
  operation,
  pageEntries,
  permitOn,
  type SageMakerCaller,
  seconds,
} from "./caller";
import { contentsOf, hasApps, look } from "./contents";
import { ownProfile } from "./domain";
import { type Passing, studioProfile, studioSpace, type UserProfile } from "./kinds";

const key = v.strictObject({ DomainId: v.string(), UserProfileName: v.string() });

type Key = v.InferOutput<typeof key>;

const listed = v.strictObject({
  DomainIdEquals: v.optional(v.string()),
  ...pageEntries,
});

function arnOfProfile(caller: Place, { DomainId, UserProfileName }: Key): string {
  return arnOf(caller, `user-profile/${DomainId}/${UserProfileName}`);
}

function existing(world: World, place: Place, { DomainId, UserProfileName }: Key): Resource<UserProfile & Passing> {
  const profiles = contentsOf(world, studioProfile, place, DomainId);
  return (
    profiles.find(({ state }) => state.userProfileName === UserProfileName) ?? notFound("UserProfile", UserProfileName)
  );
}

function details({ state }: Resource<UserProfile & Passing>) {
  return {
    DomainId: state.domainId,
    UserProfileName: state.userProfileName,
    Status: state.status ?? "InService",
    CreationTime: seconds(state.created),
    LastModifiedTime: seconds(state.created),
  };
}

async function createUserProfile(world: World, caller: SageMakerCaller, input: Key) {
  const { DomainId: domainId, UserProfileName: userProfileName } = input;
  const arn = arnOfProfile(caller, input);
  checkStudioName("userProfileName", userProfileName);
  await permitOn(world, caller, "CreateUserProfile", arn);
  existingDomain(world, caller, domainId);
  if (ownProfile(world, caller, domainId, userProfileName) !== undefined) {
    throw new AwsError("ResourceInUse", `UserProfile [${userProfileName}] already exists in Domain [${domainId}].`);
  }
  const created = world.clock.now().toISOString();
  world.put({
    ...{ urn: `urn:studio:${arn}`, type: studioProfile.token, stack: "", id: arn },
    ...{ account: caller.account, region: caller.region },
    state: { domainId, userProfileName, arn, created, status: "Pending" },
  });
  return { UserProfileArn: arn };
}

async function describeUserProfile(world: World, caller: SageMakerCaller, input: Key) {
  await permitOn(world, caller, "DescribeUserProfile", arnOfProfile(caller, input));
  existingDomain(world, caller, input.DomainId);
  look(world, existing(world, caller, input));
  const found = existing(world, caller, input);
  return { ...details(found), UserProfileArn: found.state.arn };
}

async function deleteUserProfile(world: World, caller: SageMakerCaller, input: Key) {
  const { DomainId, UserProfileName } = input;
  await permitOn(world, caller, "DeleteUserProfile", arnOfProfile(caller, input));
  const found = existing(world, caller, input);
  const { status = "InService", arn } = found.state;
  if (status === "Pending" || status === "Deleting") {
    throw new AwsError("ValidationException", `Unable to delete UserProfile [${arn}] in status [${status}].`);
  }
  const refuse = (what: string) => {
    throw new AwsError(
      "ResourceInUse",
      `Unable to delete UserProfile [${arn}] because ${what} are associated with it.`,
    );
  };
  if (hasApps(world, caller, DomainId, { userProfileName: UserProfileName })) {
    refuse("App(s)");
  }
  if (
    contentsOf(world, studioSpace, caller, DomainId).some(({ state }) => state.ownerUserProfileName === UserProfileName)
  ) {
    refuse("Space(s)");
  }
  world.put({ ...found, state: { ...found.state, status: "Deleting", isSeen: false } });
  return {};
}

/** What administrators do with profiles besides stacks. Source: SageMaker API. */
export const profileOperations = new Map([
  listing("UserProfiles", listed, {
    items: (world, caller, { DomainIdEquals }) => contentsOf(world, studioProfile, caller, DomainIdEquals),
    look,
    details,
  }),
  operation("CreateUserProfile", key, createUserProfile),
  operation("DescribeUserProfile", key, describeUserProfile),
  operation("DeleteUserProfile", key, deleteUserProfile),
]);
