import type { Mistake } from "../../common/validation";
import { profilesFileName } from "./profiles-file";

/** What to do where AWS's clients find no credentials. */
export const giveCredentials = `set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in ${profilesFileName}`;

/** The property of a mistake about a stack's account. */
export function accountProperty(stack: string): string {
  return `account of stack ${stack}`;
}

interface OfStack {
  readonly mistake: Mistake;
  /** Whether it is about the stack's `account` or its `state`. */
  readonly what?: string | undefined;
  readonly stack?: string | undefined;
  readonly account?: string | undefined;
  readonly cause?: string | undefined;
}

function read(mistake: Mistake): OfStack {
  const [, what, stack] = /^(account|state) of stack (.+)$/.exec(mistake.property) ?? [];
  const [, account, cause = mistake.reason] = /^is (\d{12}), (.+)$/s.exec(mistake.reason) ?? [];
  return what === undefined ? { mistake } : { mistake, what, stack, account, cause };
}

/**
 * The same mistakes, with those about accounts or states of stacks that have one cause as one, such as
 * `accounts of stacks shared, parent are 111122223333, 222222222222, and no AWS credentials were found: …`.
 */
export function joinCauses(mistakes: readonly Mistake[]): Mistake[] {
  const all = mistakes.map(read);
  return all.flatMap((one) => {
    const same = all.filter(({ what, cause }) => what !== undefined && what === one.what && cause === one.cause);
    if (same.length < 2) {
      return [one.mistake];
    }
    const property = `${one.what}s of stacks ${same.map(({ stack }) => stack).join(", ")}`;
    const accounts = same.flatMap(({ account }) => account ?? []);
    const reason = accounts.length === 0 ? one.mistake.reason : `are ${accounts.join(", ")}, ${one.cause}`;
    return one === same[0] ? [{ property, reason }] : [];
  });
}
