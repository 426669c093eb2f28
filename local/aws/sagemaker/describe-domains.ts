import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import type { Place, Resource, World } from "../core/world";
import { deleteResource } from "../deletions";
import { arnOf, listing, notFound, operation, pageEntries, permitOn, type SageMakerCaller, seconds } from "./caller";
import { checkEmpty } from "./deletions";
import { domain, type StudioDomain, studioDomain } from "./kinds";

const key = v.strictObject({ DomainId: v.string() });

const deleted = v.strictObject({
  ...key.entries,
  RetentionPolicy: v.optional(v.strictObject({ HomeEfsFileSystem: v.optional(v.picklist(["Retain", "Delete"])) })),
});

function existing(world: World, place: Place, id: string): Resource<StudioDomain> {
  return world.here(studioDomain, place).find((found) => found.id === id) ?? notFound("Domain", id);
}

/** Lets time pass for a domain that is being deleted: it is there at the first look, and gone at the second. */
function look(world: World, found: Resource<StudioDomain>): void {
  if (found.state.status !== "Deleting") {
    return;
  }
  if (found.state.isSeen) {
    deleteResource(world, found);
  } else {
    world.put({ ...found, state: { ...found.state, isSeen: true } });
  }
}

function summary({ id, state }: Resource<StudioDomain>) {
  return {
    DomainArn: state.arn,
    DomainId: id,
    DomainName: state.domainName,
    Status: state.status ?? "InService",
    CreationTime: seconds(state.created),
    LastModifiedTime: seconds(state.created),
    Url: state.url,
  };
}

async function describeDomain(world: World, caller: SageMakerCaller, { DomainId }: v.InferOutput<typeof key>) {
  await permitOn(world, caller, "DescribeDomain", arnOf(caller, `domain/${DomainId}`));
  look(world, existing(world, caller, DomainId));
  const found = existing(world, caller, DomainId);
  const { authMode, appNetworkAccessType, vpcId, subnetIds, homeEfsFileSystemId } = found.state;
  return {
    ...summary(found),
    AuthMode: authMode,
    AppNetworkAccessType: appNetworkAccessType,
    VpcId: vpcId,
    SubnetIds: subnetIds,
    HomeEfsFileSystemId: homeEfsFileSystemId,
  };
}

/**
 * Deletes a domain, and its home file system if the call asks for it, whatever the domain was created with.
 *
 * Source: SageMaker API, DeleteDomain and RetentionPolicy.
 */
async function deleteDomain(world: World, caller: SageMakerCaller, input: v.InferOutput<typeof deleted>) {
  const { DomainId, RetentionPolicy } = input;
  await permitOn(world, caller, "DeleteDomain", arnOf(caller, `domain/${DomainId}`));
  const found = existing(world, caller, DomainId);
  const { status = "InService", arn } = found.state;
  if (status !== "InService") {
    throw new AwsError("ValidationException", `Unable to delete Domain [${arn}] in status [${status}].`);
  }
  checkEmpty(world, found);
  const retentionPolicy = { homeEfsFileSystem: RetentionPolicy?.HomeEfsFileSystem ?? "Retain" };
  world.put({
    ...found,
    type: domain.token,
    state: { ...found.state, retentionPolicy, status: "Deleting", isSeen: false },
  });
  return {};
}

/** What administrators do with domains besides stacks. Source: SageMaker API. */
export const domainOperations = new Map([
  listing("Domains", v.strictObject(pageEntries), {
    items: (world, caller) => world.here(studioDomain, caller),
    look,
    details: summary,
  }),
  operation("DescribeDomain", key, describeDomain),
  operation("DeleteDomain", deleted, deleteDomain),
]);
