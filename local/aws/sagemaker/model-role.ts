import type { Place, Resource, World } from "../core/world";
import { type Role, role } from "../iam/kinds";
import { roleMay, serviceMayAssume } from "../iam/role-permissions";
import { mayDecryptObjects } from "../kms/use";
import { refuse } from "../refusals";
import { bucket, hasObject, keyOfBucket } from "../s3/kinds";
import type { Model } from "./kinds";

const imageActions = ["ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage", "ecr:BatchCheckLayerAvailability"];

/** ARN of the repository of an image in ECR. */
function repositoryOf(image: string): string {
  const [, account, region, repository] =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/(.+?)(?:[:@].*)?$/.exec(image) ?? [];
  return `arn:aws:ecr:${region}:${account}:repository/${repository}`;
}

/** Whether an object is there, as far as the local AWS can know: a bucket that no stack makes has every object. */
function isThere(world: World, name: string, key: string): boolean {
  return world.find(bucket, name) === undefined || hasObject(world, name, key);
}

/** A role that SageMaker may assume in the account; refuses one that isn't there, or that trusts somebody else. */
export async function roleForSageMaker(world: World, { account }: Place, arn: string): Promise<Resource<Role>> {
  const found = world.list(role, account).find(({ state }) => state.arn === arn);
  // Source: SageMaker Developer Guide, "Cross-service confused deputy prevention".
  const context = { "aws:SourceAccount": account };
  if (found === undefined || !(await serviceMayAssume(world, found, "sagemaker.amazonaws.com", context))) {
    return refuse(
      "R65",
      `Could not assume role ${arn}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`,
    );
  }
  return found;
}

/** Refuses a role that may not pull an image. The repository's own policy is taken to allow it. */
export async function checkPull(world: World, { account, region }: Place, runner: Resource<Role>, image: string) {
  for (const action of imageActions) {
    if (!(await roleMay(world, runner, action, { arn: repositoryOf(image), account, region }))) {
      refuse(
        "R173",
        `The role "${runner.state.arn}" does not have ${imageActions.join(", ")} permission on the repository of the image ${image}.`,
      );
    }
  }
}

/**
 * Refuses a model whose execution role SageMaker can't assume, or that may not read the model's data or pull its image.
 * The repository's own policy, of AWS or of another account, is taken to allow it.
 *
 * Source: SageMaker Developer Guide, "CreateModel API: Execution Role Permissions"; CreateModel's messages, as users
 * report them.
 */
export async function checkModelRole(world: World, place: Place, inputs: Omit<Model, "arn">): Promise<void> {
  const { executionRoleArn: arn, primaryContainer } = inputs;
  const { account, region } = place;
  const runner = await roleForSageMaker(world, place, arn);
  const { image, modelDataUrl } = primaryContainer;
  const may = (action: string, resource: string) => roleMay(world, runner, action, { arn: resource, account, region });
  const [, bucketName = "", key = ""] = /^s3:\/\/([^/]+)\/(.+)$/.exec(modelDataUrl ?? "") ?? [];
  const reads =
    isThere(world, bucketName, key) &&
    (await may("s3:GetObject", `arn:aws:s3:::${bucketName}/${key}`)) &&
    (await mayDecryptObjects(world, runner, { account, region }, keyOfBucket(world, bucketName)));
  if (modelDataUrl !== undefined && !reads) {
    refuse(
      "R172",
      `Could not access model data at ${modelDataUrl}. Please ensure that the role "${arn}" exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that the role has "s3:GetObject" permissions and that the object is located in ${region}.`,
    );
  }
  await checkPull(world, place, runner, image);
}
