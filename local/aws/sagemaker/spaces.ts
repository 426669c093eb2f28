import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import type { Place, Resource, World } from "../core/world";
import type { Context } from "../iam/context";
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
import { contentsOf, hasApps, look } from "./contents";
import { type Space, studioSpace } from "./kinds";

const key = v.strictObject({ DomainId: v.string(), SpaceName: v.string() });

const made = v.strictObject({
  ...key.entries,
  OwnershipSettings: v.optional(v.strictObject({ OwnerUserProfileName: v.string() })),
  SpaceSharingSettings: v.optional(v.strictObject({ SharingType: v.picklist(["Private", "Shared"]) })),
});

const listed = v.strictObject({
  DomainIdEquals: v.optional(v.string()),
  ...pageEntries,
});

function arnOfSpace(caller: Place, { DomainId, SpaceName }: v.InferOutput<typeof key>): string {
  return arnOf(caller, `space/${DomainId}/${SpaceName}`);
}

/** Condition keys of a call that makes or deletes a space, or an app in it: its owner, and whether it is private. */
export function spaceContext(
  caller: Place,
  { domainId, ownerUserProfileName, sharingType }: Pick<Space, "domainId" | "ownerUserProfileName" | "sharingType">,
): Context {
  return {
    ...(ownerUserProfileName !== undefined && {
      "sagemaker:OwnerUserProfileArn": arnOf(caller, `user-profile/${domainId}/${ownerUserProfileName}`),
    }),
    ...(sharingType !== undefined && { "sagemaker:SpaceSharingType": sharingType }),
  };
}

/** A space of a domain. Throws an AwsError ResourceNotFound when the name is unknown. */
export function existingSpace(world: World, place: Place, domainId: string, name: string): Resource<Space> {
  const found = contentsOf(world, studioSpace, place, domainId).find(({ state }) => state.spaceName === name);
  return found ?? notFound("Space", name);
}

function details({ state }: Resource<Space>) {
  const { domainId, spaceName, ownerUserProfileName, sharingType, status = "InService", created } = state;
  return {
    DomainId: domainId,
    SpaceName: spaceName,
    Status: status,
    CreationTime: seconds(created),
    LastModifiedTime: seconds(created),
    ...(sharingType !== undefined && { SpaceSharingSettingsSummary: { SharingType: sharingType } }),
    ...(ownerUserProfileName !== undefined && {
      OwnershipSettingsSummary: { OwnerUserProfileName: ownerUserProfileName },
    }),
  };
}

async function createSpace(world: World, caller: SageMakerCaller, input: v.InferOutput<typeof made>) {
  const { DomainId: domainId, SpaceName: spaceName, OwnershipSettings, SpaceSharingSettings } = input;
  const ownerUserProfileName = OwnershipSettings?.OwnerUserProfileName;
  const sharingType = SpaceSharingSettings?.SharingType;
  const arn = arnOfSpace(caller, input);
  checkStudioName("spaceName", spaceName);
  await permitOn(
    world,
    caller,
    "CreateSpace",
    arn,
    spaceContext(caller, { domainId, ownerUserProfileName, sharingType }),
  );
  existingDomain(world, caller, domainId);
  if (ownerUserProfileName !== undefined) {
    existingProfile(world, caller, domainId, ownerUserProfileName);
  }
  if (contentsOf(world, studioSpace, caller, domainId).some(({ state }) => state.spaceName === spaceName)) {
    throw new AwsError("ResourceInUse", `Space [${spaceName}] already exists in Domain [${domainId}].`);
  }
  const created = world.clock.now().toISOString();
  world.put({
    ...{ urn: `urn:studio:${arn}`, type: studioSpace.token, stack: "", id: arn },
    ...{ account: caller.account, region: caller.region },
    state: { domainId, spaceName, ownerUserProfileName, sharingType, arn, created, status: "Pending" },
  });
  return { SpaceArn: arn };
}

async function describeSpace(world: World, caller: SageMakerCaller, input: v.InferOutput<typeof key>) {
  await permitOn(world, caller, "DescribeSpace", arnOfSpace(caller, input));
  look(world, existingSpace(world, caller, input.DomainId, input.SpaceName));
  const { state } = existingSpace(world, caller, input.DomainId, input.SpaceName);
  return {
    DomainId: state.domainId,
    SpaceArn: state.arn,
    SpaceName: state.spaceName,
    Status: state.status ?? "InService",
    CreationTime: seconds(state.created),
    LastModifiedTime: seconds(state.created),
    ...(state.sharingType !== undefined && { SpaceSharingSettings: { SharingType: state.sharingType } }),
    ...(state.ownerUserProfileName !== undefined && {
      OwnershipSettings: { OwnerUserProfileName: state.ownerUserProfileName },
    }),
  };
}

async function deleteSpace(world: World, caller: SageMakerCaller, input: v.InferOutput<typeof key>) {
  const { DomainId, SpaceName } = input;
  const known = contentsOf(world, studioSpace, caller, DomainId).find(({ state }) => state.spaceName === SpaceName);
  const context = known === undefined ? {} : spaceContext(caller, known.state);
  await permitOn(world, caller, "DeleteSpace", arnOfSpace(caller, input), context);
  const found = existingSpace(world, caller, DomainId, SpaceName);
  const { status = "InService", arn } = found.state;
  if (status === "Pending" || status === "Deleting") {
    throw new AwsError("ValidationException", `Unable to delete Space [${arn}] in status [${status}].`);
  }
  if (hasApps(world, caller, DomainId, { spaceName: SpaceName })) {
    throw new AwsError("ResourceInUse", `Unable to delete Space [${arn}] because App(s) are associated with it.`);
  }
  world.put({ ...found, state: { ...found.state, status: "Deleting", isSeen: false } });
  return {};
}

/** What people do with spaces. Source: SageMaker API. */
export const spaceOperations = new Map([
  listing("Spaces", listed, {
    items: (world, caller, { DomainIdEquals }) => contentsOf(world, studioSpace, caller, DomainIdEquals),
    look,
    details,
  }),
  operation("CreateSpace", made, createSpace),
  operation("DescribeSpace", key, describeSpace),
  operation("DeleteSpace", key, deleteSpace),
]);
