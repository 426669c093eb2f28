import { jobRoleName, type Naming, roleInArn } from "../../support/naming";
import type { Condition, Statement } from "../../support/policy-document";
import { policyVariable } from "./policy-variable";

/** Where jobs and models are: in the LOB's subnets, in the group that reaches the hub and S3. */
export interface JobNetwork {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** ARNs of the keys that jobs and models are encrypted with, where the LOB has some. */
export interface JobKeys {
  /** The key of instances' volumes. */
  readonly volumes?: string | undefined;
  /** The key of what jobs write to S3. */
  readonly outputs?: string | undefined;
}

/** What the policies for jobs and models in a LOB's own account name. */
export interface JobScope extends Naming {
  /** Id of the LOB's account, 12 digits. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** Where they have to be. */
  readonly network: JobNetwork;
  /** What they have to be encrypted with. */
  readonly keys: JobKeys;
}

/** The tag by which jobs and models belong to a user; its value is the name of the user's profile. */
export const userTag = "studio-user";

/** The session's user: the profile's name, which code in Studio can't choose. */
const user = policyVariable("aws:SourceIdentity");

/** Whose a thing is. AWS's list has the tag of each of these resources as a key of all of its actions. */
export const ownThing: Condition = { StringEquals: { [`aws:ResourceTag/${userTag}`]: user } };

/** Whose a thing will be, which is asked when it is made. */
const willBeOwn = { [`aws:RequestTag/${userTag}`]: user };

export type Scope = Pick<JobScope, "account" | "region">;

export function arnIn({ account, region }: Scope) {
  // `*`: users choose the names of jobs and models; the tag says whose they are.
  return (type: string) => `arn:aws:sagemaker:${region}:${account}:${type}/*`;
}

/** What AWS's list lets a policy demand when something is made: its place, its instance types, its keys. */
interface Demands {
  readonly network?: true;
  readonly instances?: true;
  readonly volumes?: true;
  readonly outputs?: true;
  /** That it names a model, which has its own demands. */
  readonly model?: true;
}

/**
 * The conditions on making something. `ForAllValues` is also true where a key is absent, so `Null` demands the key.
 * Which types instances may have is another policy's.
 *
 * No key tells whether a processing job has outputs, so an absent key of outputs can mean an output that isn't encrypted
 * with it, and is refused. A job without outputs can name the key all the same, since `Outputs` may be an empty list.
 *
 * Source: IAM User Guide, "Set operators for multivalued context keys"; SageMaker Developer Guide, "Control creation of
 * SageMaker AI resources with condition keys"; Service Authorization Reference, "Amazon SageMaker AI",
 * CreateProcessingJob; SageMaker API, ProcessingOutputConfig.
 */
export function made({ network, keys }: JobScope, demands: Demands): Condition {
  const absent = {
    ...(demands.network && { "sagemaker:VpcSecurityGroupIds": "false", "sagemaker:VpcSubnets": "false" }),
    ...(demands.instances && { "sagemaker:InstanceTypes": "false" }),
    ...(demands.model && { "sagemaker:ModelArn": "false" }),
  };
  const encrypted = {
    ...(demands.volumes && keys.volumes !== undefined && { "sagemaker:VolumeKmsKeyArn": keys.volumes }),
    ...(demands.outputs && keys.outputs !== undefined && { "sagemaker:OutputKmsKeyArn": keys.outputs }),
  };
  return {
    StringEquals: willBeOwn,
    ...(demands.network && {
      "ForAllValues:StringEquals": {
        "sagemaker:VpcSecurityGroupIds": network.securityGroupIds,
        "sagemaker:VpcSubnets": network.subnetIds,
      },
    }),
    ...(Object.keys(absent).length > 0 && { Null: absent }),
    ...(Object.keys(encrypted).length > 0 && { ArnEquals: encrypted }),
  };
}

/** Tags are given only while something is made: a later tag would make it another user's. */
export function tagging(types: readonly string[], actions: readonly string[]): Statement {
  return {
    Sid: "TagWhatIsBeingMade",
    Effect: "Allow",
    Action: "sagemaker:AddTags",
    Resource: types,
    Condition: { StringEquals: { "sagemaker:TaggingAction": actions } },
  };
}

/** The user's own job role, which only SageMaker gets. */
export function passing(scope: JobScope): Statement {
  return {
    Sid: "PassOwnJobRole",
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: `arn:aws:iam::${scope.account}:role/${roleInArn(jobRoleName(user, scope), scope)}`,
    Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
  };
}

/** AWS names streams after jobs and endpoints, not after users, so a LOB's users see each other's. */
export function logs({ account, region }: Scope, ...groups: readonly string[]): Statement {
  return {
    Sid: "ReadLogs",
    Effect: "Allow",
    Action: ["logs:DescribeLogStreams", "logs:GetLogEvents"],
    // `*`: users choose the names of jobs and endpoints, and a log group's ARN ends in `:*`.
    Resource: groups.map((group) => `arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker/${group}:*`),
  };
}

/** Lists, which have no resource and show names and states of the account's own. */
export function lists(...actions: readonly string[]): Statement {
  // `*`: these actions take no resource.
  return { Sid: "List", Effect: "Allow", Action: actions, Resource: "*" };
}
