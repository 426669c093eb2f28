import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { constraint } from "../core/aws-json";
import type { Kind, Resource, World } from "../core/world";
import type { Context } from "../iam/context";
import { requireUsable } from "../kms/use";
import { arnOf, listing, operation, pageEntries, permitOn, type SageMakerCaller, seconds } from "./caller";
import { studioName } from "./domain";
import { checkJobRole, checkVpc, ownTags, permitMaking, permitPassing, vpcContext } from "./job-checks";
import { type JobRequest, processingRequest, trainingRequest } from "./job-request";
import { type Job, processingJob, trainingJob } from "./kinds";

/** A kind of job, in the words of SageMaker's API. */
interface JobKind {
  readonly word: "Training" | "Processing";
  readonly type: Kind<Job>;
  readonly resource: "training-job" | "processing-job";
  /** Whether its session has its user's name as source identity, by the open question `job-identity`. */
  hasIdentity(world: World): boolean;
}

const training: JobKind = {
  word: "Training",
  type: trainingJob,
  resource: "training-job",
  hasIdentity: ({ readings }) => readings["job-identity"] !== "nowhere",
};

const processing: JobKind = {
  word: "Processing",
  type: processingJob,
  resource: "processing-job",
  hasIdentity: ({ readings }) => readings["job-identity"] === "everywhere",
};

/** Condition keys of a job, by AWS's list of its action. */
function contextOf(request: JobRequest): Context {
  const { vpc, instanceType, volumeKey, outputKey, fileSystemIds } = request;
  const [fileSystemId] = fileSystemIds;
  return {
    ...vpcContext(vpc),
    "sagemaker:InstanceTypes": [instanceType],
    ...(volumeKey !== undefined && { "sagemaker:VolumeKmsKeyArn": volumeKey }),
    ...(outputKey !== undefined && { "sagemaker:OutputKmsKeyArn": outputKey }),
    ...(fileSystemId !== undefined && { "sagemaker:FileSystemId": fileSystemId }),
  };
}

/** SageMaker writes these ARNs in lower case. */
function jobArn(kind: JobKind, caller: SageMakerCaller, name: string): string {
  return arnOf(caller, `${kind.resource}/${name}`).toLowerCase();
}

function existing(world: World, caller: SageMakerCaller, kind: JobKind, name: string): Resource<Job> | undefined {
  return world.here(kind.type, caller).find(({ state }) => state.name === name);
}

/** Judges a call on a job by the tags that it has. */
async function permitOnJob(world: World, caller: SageMakerCaller, kind: JobKind, verb: string, name: string) {
  const found = existing(world, caller, kind, name);
  await permitOn(world, caller, `${verb}${kind.word}Job`, jobArn(kind, caller, name), ownTags(found?.state));
  if (found === undefined) {
    throw new AwsError("ValidationException", "Requested resource not found.");
  }
  return found;
}

async function create(world: World, caller: SageMakerCaller, kind: JobKind, request: JobRequest) {
  const { name, roleArn, tags, vpc, volumeKey, outputKey } = request;
  if (!studioName.test(name)) {
    constraint(
      `${kind.word.toLowerCase()}JobName`,
      name,
      "satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
    );
  }
  const arn = jobArn(kind, caller, name);
  await permitMaking(world, caller, `Create${kind.word}Job`, arn, { tags, context: contextOf(request) });
  await permitPassing(world, caller, roleArn);
  if (existing(world, caller, kind, name) !== undefined) {
    throw new AwsError(
      "ResourceInUse",
      "Job name must be unique within an AWS account and region, and a job with this name already exists.",
    );
  }
  checkVpc(world, caller, vpc);
  const identity = kind.hasIdentity(world) ? caller.session.sourceIdentity : undefined;
  await checkJobRole(world, caller, request, identity);
  for (const key of [volumeKey, outputKey]) {
    await requireUsable(world, caller, "sagemaker", key);
  }
  const state: Job = {
    ...{ name, arn, roleArn, tags, sourceIdentity: identity, status: "InProgress" },
    created: world.clock.now().toISOString(),
  };
  const { account, region } = caller;
  world.put({ urn: `urn:sagemaker:${arn}`, type: kind.type.token, stack: "", account, region, id: arn, state });
  return { [`${kind.word}JobArn`]: arn };
}

function details(kind: JobKind, { state }: Resource<Job>) {
  const { name, arn, status, created } = state;
  return {
    ...{ [`${kind.word}JobName`]: name, [`${kind.word}JobArn`]: arn, [`${kind.word}JobStatus`]: status },
    CreationTime: seconds(created),
  };
}

function operationsOf<S extends v.GenericSchema<unknown, JobRequest>>(kind: JobKind, request: S) {
  const member = `${kind.word}JobName`;
  const key = v.pipe(
    v.strictObject({ [member]: v.string() }),
    v.transform((given) => given[member] ?? ""),
  );
  return [
    operation(`Create${kind.word}Job`, request, (world, caller, input) => create(world, caller, kind, input)),
    operation(`Describe${kind.word}Job`, key, async (world, caller, name) => {
      const found = await permitOnJob(world, caller, kind, "Describe", name);
      return { ...details(kind, found), RoleArn: found.state.roleArn };
    }),
    operation(`Stop${kind.word}Job`, key, async (world, caller, name) => {
      const found = await permitOnJob(world, caller, kind, "Stop", name);
      world.put({ ...found, state: { ...found.state, status: "Stopped" } });
      return {};
    }),
    listing(`${kind.word}Jobs`, v.strictObject(pageEntries), {
      items: (world, caller) => world.here(kind.type, caller),
      look: () => {},
      details: (found) => details(kind, found),
      answer: `${kind.word}JobSummaries`,
    }),
  ];
}

/**
 * Jobs that people start, as records: nothing runs. They are in progress until somebody stops them.
 *
 * Source: SageMaker API.
 */
export const jobOperations = new Map([
  ...operationsOf(training, trainingRequest),
  ...operationsOf(processing, processingRequest),
]);
