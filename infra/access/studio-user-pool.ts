import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import { hubNames } from "../support/naming";
import {
  refreshTokenHours,
  type StudioUserPoolArgs,
  signInMinutes,
  studioUserPoolArguments,
} from "./studio-user-pool-arguments";

const cognitoMfa = { off: "OFF", optional: "OPTIONAL", required: "ON" } as const;

/**
 * The Cognito user pool of everybody who may open Studio, and the one client that they sign in with. Only
 * administrators create users. The pool has no domain: through PrivateLink Cognito refuses pools that have one.
 *
 * User names ignore case, which Cognito can't change later.
 *
 * Source: Cognito Developer Guide, "Access Amazon Cognito user pools using an interface endpoint", "User pool case
 * sensitivity" and "Managing user existence error responses".
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class StudioUserPool extends pulumi.ComponentResource {
  /** The pool's id, such as `eu-west-1_AbCdEfGhI`. */
  readonly id: pulumi.Output<string>;
  /** The pool's ARN. */
  readonly arn: pulumi.Output<string>;
  /** Id of the client whose access tokens the API takes. */
  readonly clientId: pulumi.Output<string>;

  constructor(name: string, args: StudioUserPoolArgs, options?: pulumi.ComponentResourceOptions) {
    const { suffix, namePrefix, mfa, accessTokenMinutes, deletionProtection } = checkArguments(
      "StudioUserPool",
      name,
      studioUserPoolArguments,
      args,
    );
    super("sagemaker-multi-account:access:StudioUserPool", name, {}, options);
    const { userPool } = hubNames(suffix, { namePrefix });

    const pool = new aws.cognito.UserPool(
      `${name}-pool`,
      {
        name: userPool,
        usernameConfiguration: { caseSensitive: false },
        adminCreateUserConfig: { allowAdminCreateUserOnly: true },
        // There are no e-mail addresses to send codes to; an administrator sets a new password.
        accountRecoverySetting: { recoveryMechanisms: [{ name: "admin_only", priority: 1 }] },
        passwordPolicy: {
          minimumLength: 12,
          requireLowercase: true,
          requireUppercase: true,
          requireNumbers: true,
          requireSymbols: true,
          temporaryPasswordValidityDays: 1,
        },
        mfaConfiguration: cognitoMfa[mfa],
        ...(mfa !== "off" && { softwareTokenMfaConfiguration: { enabled: true } }),
        deletionProtection: deletionProtection ? "ACTIVE" : "INACTIVE",
      },
      { parent: this },
    );
    const client = new aws.cognito.UserPoolClient(
      `${name}-client`,
      {
        name: userPool,
        userPoolId: pool.id,
        // Signing in happens in a browser, which keeps no secret.
        generateSecret: false,
        explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        // A wrong password and an unknown user get the same answer.
        preventUserExistenceErrors: "ENABLED",
        enableTokenRevocation: true,
        accessTokenValidity: accessTokenMinutes,
        idTokenValidity: 60,
        refreshTokenValidity: refreshTokenHours,
        authSessionValidity: signInMinutes,
        tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "hours" },
      },
      { parent: this },
    );

    this.id = pool.id;
    this.arn = pool.arn;
    this.clientId = client.id;
    this.registerOutputs({ id: this.id, arn: this.arn, clientId: this.clientId });
  }
}
