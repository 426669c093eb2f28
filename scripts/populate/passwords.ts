import { randomInt } from "node:crypto";
import type { PasswordPolicyType } from "@aws-sdk/client-cognito-identity-provider";
import { Refusal } from "../../common/refusal";
import type { TextFile } from "../support/text-file";
import { withoutCase } from "./check-rows";
import { readCsv } from "./csv";
import { byLine, type LineMistake, type UsersFile } from "./row";

/** A password that was given for a user, with its line in the file that it came from. */
export interface GivenPassword {
  readonly line: number;
  readonly password: string;
}

/** Passwords by user, as {@link withoutCase} writes them. */
export type Passwords = ReadonlyMap<string, GivenPassword>;

function passwordOf(cells: readonly string[]): { user: string; password: string } | string {
  const [user = "", password = "", ...more] = cells;
  if (more.length > 0) {
    return `has ${cells.length} values: write user and password, and put quotes around a password with commas or quotes`;
  }
  return user === "" || password === "" ? "lacks the user or the password: write both" : { user, password };
}

/**
 * Reads passwords: CSV with the columns `user` and `password`.
 *
 * @throws Refusal naming lines, and never their text: a value in the wrong column may be a password.
 */
export function readPasswords(file: TextFile, users: UsersFile): Passwords {
  const [header, ...lines] = readCsv(file, false);
  if (header?.cells.join() !== "user,password") {
    throw new Refusal(file.name, [{ property: "line 1", reason: "must be the columns' names: user,password" }]);
  }
  const known = new Set(users.rows.map(({ user }) => (user === undefined ? undefined : withoutCase(user))));
  const passwords = new Map<string, GivenPassword>();
  const mistakes: LineMistake[] = [];
  const refuse = (line: number, reason: string) => mistakes.push({ line, column: undefined, reason });
  for (const { line, cells } of lines) {
    const read = passwordOf(cells);
    if (typeof read === "string") {
      refuse(line, read);
      continue;
    }
    const user = withoutCase(read.user);
    const before = passwords.get(user);
    if (!known.has(user)) {
      refuse(line, `is for a user that ${users.name} doesn't name: add the user there, or remove the line`);
    } else if (before !== undefined) {
      refuse(line, `is for the user of line ${before.line}: remove one of the two`);
    } else {
      passwords.set(user, { line, password: read.password });
    }
  }
  if (mistakes.length > 0) {
    throw new Refusal(file.name, byLine(mistakes));
  }
  return passwords;
}

/** Letters and digits without those that look like others. */
const classes = {
  lower: "abcdefghijkmnpqrstuvwxyz",
  upper: "ABCDEFGHJKLMNPQRSTUVWXYZ",
  digits: "23456789",
  symbols: "!#%*+?@_",
};

/** Source: Cognito User Pools API, `PasswordType`; Developer Guide, "Password policies", for the special characters. */
const special = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/;

/** What a password lacks to pass the pool's policy, such as `a digit`; empty if it passes. */
export function lacking(password: string, policy: PasswordPolicyType): string[] {
  const { MinimumLength: least = 8 } = policy;
  const needs: readonly [lacks: boolean, what: string][] = [
    [password.length < least, `at least ${least} characters`],
    [password.length > 256, "at most 256 characters"],
    [/\s/.test(password), "no spaces"],
    [policy.RequireLowercase === true && !/[a-z]/.test(password), "a lower-case letter"],
    [policy.RequireUppercase === true && !/[A-Z]/.test(password), "an upper-case letter"],
    [policy.RequireNumbers === true && !/\d/.test(password), "a digit"],
    [policy.RequireSymbols === true && !special.test(password), "a special character"],
  ];
  return needs.flatMap(([lacks, what]) => (lacks ? [what] : []));
}

/** Checks all given passwords. Throws a Refusal naming the lines of those that the pool would refuse. */
export function checkPasswords(name: string, passwords: Passwords, policy: PasswordPolicyType): void {
  const mistakes = [...passwords.values()].flatMap(({ line, password }) => {
    const lacks = lacking(password, policy);
    return lacks.length === 0
      ? []
      : [
          {
            line,
            column: undefined,
            reason: `has a password that the user pool refuses: it needs ${lacks.join(", ")}`,
          },
        ];
  });
  if (mistakes.length > 0) {
    throw new Refusal(name, byLine(mistakes));
  }
}

function pick(alphabet: string): string {
  return alphabet.charAt(randomInt(alphabet.length));
}

function shuffle(characters: readonly string[]): string[] {
  const left = [...characters];
  return characters.flatMap(() => left.splice(randomInt(left.length), 1));
}

/** Makes a random password of at least 20 characters, with every kind that a policy can require. */
export function generatePassword({ MinimumLength: least = 0 }: PasswordPolicyType = {}): string {
  const one = Object.values(classes).map(pick);
  const all = Object.values(classes).join("");
  const more = Array.from({ length: Math.max(20, least) - one.length }, () => pick(all));
  return shuffle([...one, ...more]).join("");
}
