import * as v from "valibot";
import { allowed } from "../../common/validation";
import { flag, suffix } from "../support/schemas";
import { wholeNumber } from "../support/whole-number";

/** Hours that a refresh token lasts: a working day and a bit. */
export const refreshTokenHours = 12;

/**
 * Minutes in which a challenge of a sign-in must be answered, Cognito's longest. Its default of 3 is over before the key of
 * an authenticator app is typed. Source: Cognito API, CreateUserPoolClient, `AuthSessionValidity`.
 */
export const signInMinutes = 15;

/** The arguments of `StudioUserPool` one by one; a stack's config takes the ones with the same meaning from here. */
export const studioUserPoolEntries = {
  suffix,
  mfa: v.optional(v.picklist(["off", "optional", "required"], allowed("write off, optional or required")), "required"),
  accessTokenMinutes: v.optional(
    wholeNumber(
      5,
      refreshTokenHours * 60,
      `Cognito's shortest access token lasts 5 minutes, and none outlives the refresh token's ${refreshTokenHours} hours`,
    ),
    60,
  ),
  deletionProtection: v.optional(flag, true),
};

/** The arguments as a whole. */
export const studioUserPoolArguments = v.object(studioUserPoolEntries);
