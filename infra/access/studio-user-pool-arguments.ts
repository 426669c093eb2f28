import * as v from "valibot";
import { allowed } from "../../common/validation";
import { configKey } from "../support/config-key";
import type { Naming } from "../support/naming";
import { flag, naming, suffix } from "../support/schemas";
import { wholeNumber } from "../support/whole-number";

/** Hours that a refresh token lasts: a bit more than a working day. */
export const refreshTokenHours = 12;

/**
 * Minutes in which a challenge of a sign-in must be answered, Cognito's longest. Its default of 3 is too short to type
 * the key of an authenticator app. Source: Cognito API, CreateUserPoolClient, `AuthSessionValidity`.
 */
export const signInMinutes = 15;

/** Whether the user pool and the tables are protected from deletion. */
export const deletionProtection = configKey(
  v.optional(flag, true),
  "Protect the user pool and the tables from deletion; false for trials, and before a destroy",
);

/** What {@link StudioUserPool} takes. */
export interface StudioUserPoolArgs extends Pick<Naming, "namePrefix"> {
  /** End of the pool's name in AWS, 1 to 40 characters; keeps several stacks in one account apart. */
  suffix: string;
  /**
   * Whether users sign in with a code of their authenticator app in addition to the password. Without it, a password
   * guessed from the internet is enough, since the pool answers there as well.
   *
   * @default "required"
   */
  mfa?: "off" | "optional" | "required" | undefined;
  /** Minutes that an access token lasts, 5 to 720. @default 60 */
  accessTokenMinutes?: number | undefined;
  /** Whether AWS refuses to delete the pool, and its users with it. @default true */
  deletionProtection?: boolean | undefined;
}

/** The arguments as a whole. */
export const studioUserPoolArguments = v.object({
  suffix,
  namePrefix: naming.namePrefix,
  mfa: configKey(
    v.optional(v.picklist(["off", "optional", "required"], allowed("write off, optional or required")), "required"),
    "Second factor at sign-in, a code from an authenticator app: required, optional or off. The user pool also answers on the internet, so off is only for trials",
  ),
  accessTokenMinutes: v.optional(
    wholeNumber(
      5,
      refreshTokenHours * 60,
      `an access token lasts at least 5 minutes, and no longer than the refresh token's ${refreshTokenHours} hours`,
    ),
    60,
  ),
  deletionProtection,
});

/** The arguments that are keys of a stack's config. */
export const studioUserPoolConfig = v.pick(studioUserPoolArguments, ["mfa"]).entries;
