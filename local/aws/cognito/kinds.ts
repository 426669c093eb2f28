import { kind } from "../core/world";

/** What a pool demands of passwords. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  /** Days that a temporary password can be used. */
  readonly temporaryPasswordValidityDays: number;
}

/** A user pool as Cognito keeps it. */
export interface UserPool {
  readonly name: string;
  readonly arn: string;
  /** Host and path of its tokens' issuer: `cognito-idp.<region>.amazonaws.com/<pool>`. */
  readonly endpoint: string;
  readonly caseSensitive: boolean;
  readonly adminCreateUserConfig?: { readonly allowAdminCreateUserOnly: boolean } | undefined;
  readonly accountRecoverySetting?: { readonly recoveryMechanisms: readonly { readonly name: string }[] } | undefined;
  readonly passwordPolicy: PasswordPolicy;
  readonly mfaConfiguration: "OFF" | "ON" | "OPTIONAL";
  readonly deletionProtection?: "ACTIVE" | "INACTIVE" | undefined;
}
export const userPool = kind<UserPool>("aws:cognito/userPool:UserPool");

/** A pool's client as Cognito keeps it. */
export interface UserPoolClient {
  readonly name: string;
  readonly userPoolId: string;
  readonly explicitAuthFlows: readonly string[];
  /** Whether unknown users get the answer of a wrong password. */
  readonly preventUserExistenceErrors: "ENABLED" | "LEGACY";
  readonly enableTokenRevocation?: boolean | undefined;
  /** Seconds that each kind of token lasts. */
  readonly validity: { readonly access: number; readonly id: number; readonly refresh: number };
  /** Minutes in which a challenge has to be answered. */
  readonly authSessionValidity: number;
}
export const userPoolClient = kind<UserPoolClient>("aws:cognito/userPoolClient:UserPoolClient");

/** A pool's domain, under which Cognito has its own sign-in pages. */
export interface UserPoolDomain {
  readonly domain: string;
  readonly userPoolId: string;
}
export const userPoolDomain = kind<UserPoolDomain>("aws:cognito/userPoolDomain:UserPoolDomain");
