import type { Mistake } from "../../common/validation";
import { profilesFileName } from "./profiles-file";

/** What to do where AWS's clients find no credentials. */
export const giveCredentials = `set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in ${profilesFileName}`;

/** The property of a mistake about a stack's account. */
export function accountProperty(stack: string): string {
  return `account of stack ${stack}`;
}

interface OfAccount {
  readonly mistake: Mistake;
  readonly stack?: string | undefined;
  readonly account?: string | undefined;
  readonly cause?: string | undefined;
}

function read(mistake: Mistake): OfAccount {
  const [, stack] = /^account of stack (.+)$/.exec(mistake.property) ?? [];
  const [, account, cause] = /^is (\d{12}), (.+)$/s.exec(mistake.reason) ?? [];
  return stack === undefined ? { mistake } : { mistake, stack, account, cause };
}

/**
 * The same mistakes, with those about accounts that have one cause as one, such as
 * `accounts of stacks shared, parent are 111122223333, 222222222222, and no AWS credentials were found: …`.
 */
export function joinAccounts(mistakes: readonly Mistake[]): Mistake[] {
  const all = mistakes.map(read);
  return all.flatMap((one) => {
    const same = all.filter(({ cause }) => cause !== undefined && cause === one.cause);
    if (same.length < 2) {
      return [one.mistake];
    }
    const property = `accounts of stacks ${same.map(({ stack }) => stack).join(", ")}`;
    const reason = `are ${same.map(({ account }) => account).join(", ")}, ${one.cause}`;
    return one === same[0] ? [{ property, reason }] : [];
  });
}
