import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { AwsError } from "../core/aws-error";
import type { PasswordPolicy } from "./kinds";

/** A password as it is kept: never itself. */
export interface StoredPassword {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

function hashOf(password: string, salt: Buffer): Buffer {
  return createHmac("sha256", salt).update(password).digest();
}

export function storePassword(password: string): StoredPassword {
  const salt = randomBytes(16);
  return { salt, hash: hashOf(password, salt) };
}

export function isPassword({ salt, hash }: StoredPassword, password: string): boolean {
  return timingSafeEqual(hash, hashOf(password, salt));
}

/** What a policy can demand, in the order in which Cognito looks, with Cognito's words. */
const demands: readonly {
  readonly isMet: (password: string, policy: PasswordPolicy) => boolean;
  readonly message: string;
}[] = [
  { isMet: (password, { minimumLength }) => password.length >= minimumLength, message: "Password not long enough" },
  {
    isMet: (password, { requireUppercase }) => !requireUppercase || /[A-Z]/.test(password),
    message: "Password must have uppercase characters",
  },
  {
    isMet: (password, { requireLowercase }) => !requireLowercase || /[a-z]/.test(password),
    message: "Password must have lowercase characters",
  },
  {
    isMet: (password, { requireNumbers }) => !requireNumbers || /\d/.test(password),
    message: "Password must have numeric characters",
  },
  {
    // Source: Cognito Developer Guide, "Adding user pool password requirements", which lists them; a space counts inside.
    isMet: (password, { requireSymbols }) =>
      !requireSymbols || /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|\S +\S/.test(password),
    message: "Password must have symbol characters",
  },
];

/**
 * Refuses a password that a pool's policy doesn't take.
 *
 * @throws AwsError in Cognito's words, which don't repeat the password.
 */
export function checkPassword(policy: PasswordPolicy, password: string): void {
  const missed = demands.find(({ isMet }) => !isMet(password, policy));
  if (missed !== undefined) {
    throw new AwsError("InvalidPasswordException", `Password did not conform with policy: ${missed.message}`);
  }
}
