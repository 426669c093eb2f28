import { createHash } from "node:crypto";

/** What an organization demands of names, the same in every stack of an environment: stacks know each other's roles by it. */
export interface Naming {
  /** Beginning of every name in AWS, such as `acme-`: up to 20 lower-case letters, digits and hyphens. @default none */
  namePrefix?: string | undefined;
  /** Path of every role, with a slash at both ends, such as `/teams/ml/`. @default "/" */
  rolePath?: string | undefined;
}

/**
 * Prefix of every role that may invoke endpoints across accounts. The parent's trust policy names invoking roles by it
 * (`aws:PrincipalArn`), since a role's exact ARN can't be named before the role exists.
 */
export const invokingRolePrefix = "SageMakerInvoker-";

/** The parent's role, named as in the AWS article that the project started from. */
export const invokeRoleName = "SageMakerExternal";

/** The policy of the parent's role, named as in the AWS article that the project started from. */
export const invokePolicyName = "SageMakerExternalInvokeEndpoint";

/** The policy that lets a child's function assume the parent's role, named as in the AWS article that the project started from. */
export const assumePolicyName = "AllowAssumeSagemakerExternalRole";

/** Lambda and IAM both allow 64 characters, and letters, digits, hyphens and underscores. */
export const nameSuffix = /^[\w-]{1,40}$/;

/** The role in every LOB's account that makes presigned URLs, named as in the AWS article that the project started from. */
export const presignedUrlGeneratorRoleName = "PresignedURLGenerator";

/** Route 53 Resolver's limit for a rule's name. Source: Route 53 Resolver API, CreateResolverRule, `Name`. */
const ruleNameLimit = 64;

/** A rule's name. One that is too long keeps its beginning, and ends in a hash, so that no two become equal. */
function ruleName(name: string): string {
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return name.length <= ruleNameLimit ? name : `${name.slice(0, ruleNameLimit - 9)}-${hash}`;
}

/** A role as ARNs have it after `role/`: its path, and its name. */
export function roleInArn(name: string, { rolePath = "/" }: Naming): string {
  return `${rolePath.slice(1)}${name}`;
}

/** Names of what a parent has. */
export function parentNames({ namePrefix = "" }: Naming) {
  return { invokeRole: `${namePrefix}${invokeRoleName}`, invokePolicy: `${namePrefix}${invokePolicyName}` };
}

/** Names of a child's function; its role's pattern has `*` for the suffix. */
export function invokerNames(suffix: string, { namePrefix = "" }: Naming) {
  return {
    invoker: `${namePrefix}invoke-endpoint-${suffix}`,
    invokerRole: `${namePrefix}${invokingRolePrefix}${suffix}`,
  };
}

/** Names of a child's function that streams. */
export function streamerNames(suffix: string, naming: Naming) {
  const { invoker, invokerRole } = invokerNames(`stream-${suffix}`, naming);
  return { streamer: invoker, streamerRole: invokerRole };
}

/** Names of what a hub has: its network's parts, and what gives access to Studio. */
export function hubNames(suffix: string, { namePrefix = "" }: Naming) {
  return {
    api: `${namePrefix}studio-${suffix}`,
    apiLogsRole: `${namePrefix}StudioApiLogs-${suffix}`,
    accessLogGroup: `/aws/apigateway/${namePrefix}studio-${suffix}`,
    authorizer: `${namePrefix}studio-authorizer-${suffix}`,
    authorizerRole: `${namePrefix}StudioAuthorizer-${suffix}`,
    presignedUrl: `${namePrefix}studio-presigned-url-${suffix}`,
    presignedUrlRole: `${namePrefix}StudioPresignedUrl-${suffix}`,
    usersTable: `${namePrefix}studio-users-${suffix}`,
    lobsTable: `${namePrefix}studio-lobs-${suffix}`,
    userPool: `${namePrefix}studio-${suffix}`,
    inbound: `${namePrefix}studio-hub-inbound-${suffix}`,
    outbound: `${namePrefix}studio-hub-outbound-${suffix}`,
    share: `${namePrefix}studio-hub-${suffix}`,
    logs: `${namePrefix}studio-hub-${suffix}`,
    flowLogsRole: `${namePrefix}StudioHubFlowLogs-${suffix}`,
  };
}

/** Name of the hub's rule for a service. */
export function hubRuleName(service: string, suffix: string, { namePrefix = "" }: Naming): string {
  return ruleName(`${namePrefix}${service}-${suffix}`);
}

/** Name of the simulated corporate network's rule for a service. */
export function onPremisesRuleName(service: string, suffix: string, { namePrefix = "" }: Naming): string {
  return ruleName(`${namePrefix}on-premises-${service}-${suffix}`);
}

/** Names of what a LOB's account has; the execution role's pattern has `*` for the LOB. */
export function lobNames(lob: string, { namePrefix = "" }: Naming) {
  return {
    domain: `${namePrefix}${lob}`,
    defaults: `${namePrefix}${lob}-defaults`,
    executionRole: `${namePrefix}SageMakerStudioExecution-${lob}`,
    generatorRole: `${namePrefix}${presignedUrlGeneratorRoleName}`,
    capabilityPolicy: `${namePrefix}SageMakerStudio-${lob}`,
    flowLogsRole: `${namePrefix}StudioLobFlowLogs-${lob}`,
    network: `${namePrefix}studio-${lob}`,
    allowedNames: `${namePrefix}studio-allowed-${lob}`,
    everything: `${namePrefix}studio-everything-${lob}`,
  };
}

/** Name of the role that the jobs and models of a user run under; the pattern has a variable for the profile. */
export function jobRoleName(profile: string, { namePrefix = "" }: Naming): string {
  return `${namePrefix}StudioJob-${profile}`;
}

/**
 * Beginning of the names that AWS's provider makes up for a security group or a launch template; Pulumi makes them up
 * where nothing is demanded of names.
 */
export function madeUpName(name: string, { namePrefix }: Naming): { namePrefix?: string } {
  return namePrefix === undefined ? {} : { namePrefix: `${namePrefix}${name}-` };
}

/** Name of the bucket for the files of a LOB's users. */
export function bucketName(
  { lob, account, region }: { lob: string; account: string; region: string },
  { namePrefix = "" }: Naming,
): string {
  return `${namePrefix}sagemaker-${lob}-${account}-${region}`;
}

/** The alias of the key that a stack makes, without `alias/`. */
export function keyAlias(suffix: string, { namePrefix = "" }: Naming): string {
  return `${namePrefix}sagemaker-multi-account-${suffix}`;
}

/** Names of what a hosted model has; its role's pattern has `*` for the model. */
export function modelNames(model: string, { namePrefix = "" }: Naming) {
  const endpoint = `${namePrefix}${model}`;
  return {
    endpoint,
    role: `${namePrefix}SageMakerModel-${model}`,
    logGroup: `/aws/sagemaker/Endpoints/${endpoint}`,
    errors: `${endpoint}-Invocation5XXErrors`,
    latency: `${endpoint}-ModelLatency`,
  };
}

/** Name of the bucket for the sample model's data. */
export function sampleBucketName(
  { account, region }: { account: string; region: string },
  { namePrefix = "" }: Naming,
): string {
  return `${namePrefix}sagemaker-iris-${account}-${region}`;
}
