/**
 * Prefix of every role that may invoke endpoints across accounts. The parent's trust policy names invoking roles by it
 * (`aws:PrincipalArn`), since a role's exact ARN can't be named before the role exists.
 */
export const invokingRolePrefix = "SageMakerInvoker-";

/** The parent's role, named as in the seed. */
export const invokeRoleName = "SageMakerExternal";

/** The policy of the parent's role, named as in the seed. */
export const invokePolicyName = "SageMakerExternalInvokeEndpoint";

/** The policy that lets a child's function assume the parent's role, named as in the seed. */
export const assumePolicyName = "AllowAssumeSagemakerExternalRole";

/** Lambda and IAM both allow 64 characters, and letters, digits, hyphens and underscores. */
export const nameSuffix = /^[\w-]{1,40}$/;

/** The role in every LOB's account that makes presigned URLs, named as in the seed. */
export const presignedUrlGeneratorRoleName = "PresignedURLGenerator";
