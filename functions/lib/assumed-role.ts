import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { connectionFailure } from "./sdk-error";

/** Which role, and as whom. */
export interface AssumedRole {
  readonly roleArn: string;
  /** The ExternalId that the role's trust policy requires. Default: none is sent. */
  readonly externalId?: string | undefined;
  /** Shown in the other account's CloudTrail, 2 to 64 characters of `[\w+=,.@-]`. */
  readonly sessionName: string;
  /**
   * Who acts, in the same characters; unlike the session's name it can't be changed by a role assumed from this one.
   * Needs `sts:SetSourceIdentity` on both sides. Default: none is set.
   */
  readonly sourceIdentity?: string | undefined;
}

/** Seconds. A Lambda role that assumes another is role chaining, which AWS ends after an hour. */
const durationSeconds = 3600;

/** STS didn't answer AssumeRole in time. It has the SDK's name for a time-out; its class distinguishes it from a time-out of the caller's own call. */
export class AssumeRoleTimeout extends Error {
  override readonly name = "TimeoutError";
}

/** Credentials with less than this left, in milliseconds, are no longer used. */
const usableFor = 30_000;

/**
 * Returns credentials of a role, with a call of AssumeRole each time. A service client that gets this as `credentials`
 * caches them, asks again five minutes before they expire, and has at most one refresh in flight. When a refresh fails,
 * the last credentials serve until 30 seconds before they expire.
 *
 * @throws AssumeRoleTimeout, or what STS answered, if there are no credentials to fall back on.
 */
export function assumedRole(sts: Pick<STSClient, "send">, role: AssumedRole): AwsCredentialIdentityProvider {
  let last: AwsCredentialIdentity | undefined;
  return async () => {
    try {
      last = await assume(sts, role);
      return last;
    } catch (error) {
      if (last?.expiration !== undefined && last.expiration.getTime() - Date.now() > usableFor) {
        return last;
      }
      throw error instanceof Error && error.name === "TimeoutError" && connectionFailure(error) === undefined
        ? new AssumeRoleTimeout("STS did not answer in time", { cause: error })
        : error;
    }
  };
}

async function assume(sts: Pick<STSClient, "send">, role: AssumedRole): Promise<AwsCredentialIdentity> {
  const { Credentials: credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName,
      ExternalId: role.externalId,
      SourceIdentity: role.sourceIdentity,
      DurationSeconds: durationSeconds,
    }),
  );
  if (
    !(credentials?.AccessKeyId && credentials.SecretAccessKey && credentials.SessionToken && credentials.Expiration)
  ) {
    throw new Error("STS answered AssumeRole without credentials");
  }
  return {
    accessKeyId: credentials.AccessKeyId,
    secretAccessKey: credentials.SecretAccessKey,
    sessionToken: credentials.SessionToken,
    expiration: credentials.Expiration,
  };
}
