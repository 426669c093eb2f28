import { AwsError } from "../core/aws-error";
import { permit } from "../core/aws-json";
import type { Resource, World } from "../core/world";
import { subnet } from "../ec2/kinds";
import type { Context } from "../iam/context";
import { type Role, role } from "../iam/kinds";
import { roleMay, serviceMayAssume } from "../iam/role-permissions";
import { vpcOfGroup } from "../network/groups";
import { permitOn, type SageMakerCaller } from "./caller";
import type { JobRequest } from "./job-request";
import type { Tagged } from "./kinds";

const service = "sagemaker.amazonaws.com";

function invalid(message: string): never {
  throw new AwsError("ValidationException", message);
}

/** Condition keys of tags that a call gives. */
function tagContext(tags: Readonly<Record<string, string>>): Context {
  const keys = Object.keys(tags);
  const given = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]);
  return keys.length === 0 ? {} : { ...Object.fromEntries(given), "aws:TagKeys": keys };
}

/** Condition keys of the tags that something has. */
export function ownTags(found: Tagged | undefined): Context {
  return Object.fromEntries(Object.entries(found?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

/** Condition keys of a VPC that a call names. */
export function vpcContext(vpc: JobRequest["vpc"]): Context {
  return vpc === undefined
    ? {}
    : { "sagemaker:VpcSubnets": vpc.Subnets, "sagemaker:VpcSecurityGroupIds": vpc.SecurityGroupIds };
}

/** Lets a call make something that has tags, which takes a permission of its own. Source: SageMaker API, AddTags. */
export async function permitMaking(
  world: World,
  caller: SageMakerCaller,
  operation: string,
  arn: string,
  { tags, context }: { readonly tags: Readonly<Record<string, string>>; readonly context: Context },
): Promise<void> {
  const ofTags = tagContext(tags);
  await permitOn(world, caller, operation, arn, { ...context, ...ofTags });
  if (Object.keys(tags).length > 0) {
    await permitOn(world, caller, "AddTags", arn, { ...ofTags, "sagemaker:TaggingAction": operation });
  }
}

/** Lets a call give SageMaker a role. Source: IAM User Guide, "Grant a user permissions to pass a role to an AWS service". */
export async function permitPassing(world: World, caller: SageMakerCaller, arn: string): Promise<void> {
  const { session, account, region } = caller;
  const context = { "iam:PassedToService": service };
  await permit(world, { session, action: "iam:PassRole", resource: { arn, account, region }, context });
}

/** Refuses subnets and groups that the account doesn't have there, or that are of several VPCs. */
export function checkVpc(world: World, caller: SageMakerCaller, vpc: JobRequest["vpc"]): void {
  if (vpc === undefined) {
    return;
  }
  const own = world.here(subnet, caller);
  const vpcs = vpc.Subnets.map((id) => own.find((found) => found.id === id)?.state.vpcId);
  const missing = vpc.Subnets.filter((_, index) => vpcs[index] === undefined);
  if (missing.length > 0) {
    invalid(`The subnet IDs '${missing.join(", ")}' do not exist`);
  }
  const strange = vpc.SecurityGroupIds.filter((id) => vpcOfGroup(world, id) !== vpcs[0]);
  if (strange.length > 0 || vpcs.some((id) => id !== vpcs[0])) {
    invalid(`The security group IDs '${strange.join(", ")}' and the subnets are not of one VPC`);
  }
}

/** What a role's trust policy is asked for; the second for a source identity. */
const assuming = ["sts:AssumeRole", "sts:SetSourceIdentity"] as const;

/** What a job's session does with the source identity, which is an open question. */
export type JobIdentity = string | undefined;

async function mayOn(world: World, runner: Resource<Role>, action: string, uri: string, identity: JobIdentity) {
  const { account, region } = runner;
  const arn = `arn:aws:s3:::${uri.replace(/^s3:\/\//, "").replace(/\/$/, "")}/part`;
  const context = identity === undefined ? {} : { "aws:SourceIdentity": identity };
  return roleMay(world, runner, action, { arn, account, region }, { context });
}

/**
 * Refuses a role that SageMaker can't assume in this account, with the source identity that the job would have, or that
 * may not read or write where the job does.
 *
 * Source: SageMaker Developer Guide, "CreateTrainingJob API: Execution Role Permissions". The sentences follow those that
 * users report.
 */
export async function checkJobRole(
  world: World,
  { account }: SageMakerCaller,
  { roleArn, reads, writes }: Pick<JobRequest, "roleArn" | "reads" | "writes">,
  identity: JobIdentity,
): Promise<void> {
  const runner = world.list(role, account).find(({ state }) => state.arn === roleArn);
  const context = {
    "aws:SourceAccount": account,
    ...(identity !== undefined && { "sts:SourceIdentity": identity }),
  };
  const asked = identity === undefined ? assuming.slice(0, 1) : assuming;
  const mayAssume =
    runner !== undefined &&
    (await Promise.all(asked.map((action) => serviceMayAssume(world, runner, service, context, action)))).every(
      Boolean,
    );
  if (!mayAssume) {
    return invalid(
      `Could not assume role ${roleArn}. Please ensure that the role exists and allows principal '${service}' to assume the role.`,
    );
  }
  for (const [action, uris] of [
    ["s3:GetObject", reads],
    ["s3:PutObject", writes],
  ] as const) {
    for (const uri of uris) {
      if (!(await mayOn(world, runner, action, uri, identity))) {
        invalid(`No ${action} permission for role ${roleArn} on ${uri}. Please ensure that the role has it.`);
      }
    }
  }
}
