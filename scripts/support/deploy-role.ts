import type { AssumeRoleCommandOutput, STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentity } from "@smithy/types";
import { placeIn } from "../../common/arn";
import { UsersMistake } from "../../common/users-mistake";
import type { StackConfig } from "../../stacks/config-schemas";
import { giveCredentials } from "./account-mistakes";
import { explainFailure, isAwsAnswer, isOfAws, isWithoutCredentials } from "./explain-failure";

/** Makes a client of STS in a region, with the shell's credentials. */
export type StsAtHand = (region: string) => STSClient;

/** The SDK's own client, which looks for credentials like every command. */
export const stsAtHand: StsAtHand = (region) => {
  // Options are checked before AWS's clients are loaded, which takes a second.
  const { STSClient: Client }: typeof import("@aws-sdk/client-sts") = require("@aws-sdk/client-sts");
  return new Client({ region });
};

/** A role that wasn't assumed. The message has the reason, and what to do; it names neither stack nor account. */
export class NotAssumed extends UsersMistake {}

/**
 * The name of a session, which CloudTrail shows: the caller's own. Source: STS API, AssumeRole, `RoleSessionName`.
 *
 * @param caller ARN of a user, of a role's session, or of a root user.
 */
export function sessionNameOf(caller: string): string {
  const name = (/[^/:]*$/.exec(caller)?.[0] ?? "").replace(/[^\w+=,.@-]/g, "-").slice(0, 64);
  return name.length < 2 ? `user-${name}` : name;
}

/** ARN of the role that a stack's file names, by its name or its ARN. */
function arnOf({ account, deployRole }: Pick<StackConfig, "account" | "deployRole">): string | undefined {
  return deployRole === undefined || deployRole.includes(":")
    ? deployRole
    : `arn:aws:iam::${account}:role/${deployRole}`;
}

/** Whether a caller is a session of a role. Source: IAM User Guide, "IAM identifiers": a session's ARN has no path. */
function isSessionOf(caller: string, role: string): boolean {
  const [, session = ""] = caller.split(":assumed-role/");
  return placeIn(caller).account === placeIn(role).account && session.split("/")[0] === role.split("/").at(-1);
}

function sessionIn({ Credentials: session }: AssumeRoleCommandOutput): AwsCredentialIdentity {
  if (
    session?.AccessKeyId === undefined ||
    session.SecretAccessKey === undefined ||
    session.SessionToken === undefined ||
    session.Expiration === undefined
  ) {
    throw new Error("STS answered AssumeRole without credentials");
  }
  return {
    accessKeyId: session.AccessKeyId,
    secretAccessKey: session.SecretAccessKey,
    sessionToken: session.SessionToken,
    expiration: session.Expiration,
  };
}

/** Returns the same session to all callers, one after the other or at once, until five minutes before its end. */
function remembered(assume: () => Promise<AwsCredentialIdentity>): () => Promise<AwsCredentialIdentity> {
  const smithy: typeof import("@smithy/core") = require("@smithy/core");
  const { memoizeIdentityProvider, isIdentityExpired, doesIdentityRequireRefresh } = smithy;
  return memoizeIdentityProvider(assume, isIdentityExpired, doesIdentityRequireRefresh) ?? assume;
}

/** A role in a stack's account, which the shell's credentials assume. */
export class DeployRole {
  private memory: (() => Promise<AwsCredentialIdentity>) | undefined;

  private constructor(
    readonly arn: string,
    private readonly region: string,
    private readonly atHand: StsAtHand,
  ) {}

  /** The role that a stack's file names, if any. */
  static of(config: Pick<StackConfig, "account" | "region" | "deployRole">, atHand: StsAtHand): DeployRole | undefined {
    const arn = arnOf(config);
    return arn === undefined ? undefined : new DeployRole(arn, config.region, atHand);
  }

  /**
   * Credentials of one session, for all clients of a stack. Five minutes before its end, a new session replaces it.
   *
   * @throws NotAssumed
   */
  readonly credentials = (): Promise<AwsCredentialIdentity> => {
    this.memory ??= remembered(() => this.assume());
    return this.memory();
  };

  /**
   * Credentials of a new session, valid for an hour, the most for a role that another role's session assumes. If the
   * shell's credentials are of the role already, they are returned as they are.
   *
   * @throws NotAssumed
   */
  async assume(): Promise<AwsCredentialIdentity> {
    const { AssumeRoleCommand, GetCallerIdentityCommand }: typeof import("@aws-sdk/client-sts") =
      require("@aws-sdk/client-sts");
    const sts = this.atHand(this.region);
    let caller = "the caller";
    try {
      caller = (await sts.send(new GetCallerIdentityCommand({}))).Arn ?? caller;
      if (isSessionOf(caller, this.arn)) {
        return await sts.config.credentials();
      }
      const assume = new AssumeRoleCommand({ RoleArn: this.arn, RoleSessionName: sessionNameOf(caller) });
      return sessionIn(await sts.send(assume));
    } catch (error) {
      throw this.wordRefusal(error, caller);
    } finally {
      sts.destroy();
    }
  }

  private wordRefusal(error: unknown, caller: string): unknown {
    if (isWithoutCredentials(error)) {
      return new NotAssumed(`no AWS credentials were found to assume the role of deployRole: ${giveCredentials}`);
    }
    if (isAwsAnswer(error) && error.name === "AccessDenied") {
      return new NotAssumed(
        `${caller} may not assume its deployRole ${this.arn}: check that the role exists, that its trust policy lets this caller in, and that the caller's own policies allow sts:AssumeRole on it; or name a profile of that account with --profile`,
      );
    }
    return isOfAws(error)
      ? new NotAssumed(`its deployRole ${this.arn} can't be assumed: ${explainFailure(error)}`)
      : error;
  }
}
