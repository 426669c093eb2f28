import type { STSClient } from "@aws-sdk/client-sts";
import { Refusal } from "../../common/refusal";
import { type Mistake, show } from "../../common/validation";
import { isWithoutCredentials } from "./explain-failure";

/** Which AWS profile to use for which stack. */
export interface Profiles {
  /** The profile's name; undefined for ambient credentials. */
  of(stack: string): string | undefined;
}

/** Text of help for `--profile`, which {@link readStackOptions} reads. */
export const profileHelp =
  "AWS profile for a stack, as stack=profile, once for each; a name alone is for all stacks (default: ambient credentials)";

function profileMistake(
  option: string,
  stack: string | undefined,
  profile: string,
  stacks: readonly string[],
): string | undefined {
  if (profile === "" || stack === "") {
    return `is ${show(option)}: write stack=profile, or a profile's name alone for all stacks`;
  }
  if (stack !== undefined && !stacks.includes(stack)) {
    return `is ${show(option)}: there is no stack ${stack} here; the stacks are ${stacks.join(", ")}`;
  }
  return undefined;
}

/** The profiles, and what is wrong with the values of `--profile`. */
function readProfiles(
  options: readonly string[],
  stacks: readonly string[],
): { readonly profiles: Profiles; readonly mistakes: readonly Mistake[] } {
  const profiles = new Map<string | undefined, string>();
  const mistakes: Mistake[] = [];
  for (const option of options) {
    const [, stack, profile = ""] = /^(?:([^=]*)=)?(.*)$/s.exec(option) ?? [];
    const whose = stack === undefined ? "all stacks" : `stack ${stack}`;
    const reason =
      profileMistake(option, stack, profile, stacks) ??
      (profiles.has(stack) ? `is ${show(option)}: a profile for ${whose} is given already; give one` : undefined);
    if (reason === undefined) {
      profiles.set(stack, profile);
    } else {
      mistakes.push({ property: "--profile", reason });
    }
  }
  return { profiles: { of: (stack) => profiles.get(stack) ?? profiles.get(undefined) }, mistakes };
}

/** Options of a command that works on stacks of the project, each with its account's credentials. */
export interface StackOptions {
  /** The stacks to work on. Default: all. */
  readonly stack?: readonly string[];
  /** `stack=profile`, or a profile's name alone for all stacks that no other value names. */
  readonly profile?: readonly string[];
}

/**
 * Reads which stacks to work on, and with which profiles.
 *
 * @param stacks the stacks that there are.
 * @throws Refusal naming every value that is wrong.
 */
export function readStackOptions(
  { stack, profile = [] }: StackOptions,
  stacks: readonly string[],
): { readonly chosen: ReadonlySet<string>; readonly profiles: Profiles } {
  const chosen = new Set(stack ?? stacks);
  const unknown = [...chosen].filter((name) => !stacks.includes(name));
  const { profiles, mistakes } = readProfiles(profile, stacks);
  const all = [
    ...unknown.map((name) => ({
      property: "--stack",
      reason: `is ${show(name)}: there is no such stack here; the stacks are ${stacks.join(", ")}`,
    })),
    ...mistakes,
  ];
  if (all.length > 0) {
    throw new Refusal("options", all);
  }
  return { chosen, profiles };
}

/**
 * Sees whose credentials a client has: those of another account could find things of the same names there.
 *
 * @param account id of the stack's account.
 * @param profile the profile that the client uses, if it was given one.
 * @returns what is wrong with them: another account's, or none at all. The property is `account of stack <stack>`.
 * @throws what AWS answers, such as that their time is over.
 */
export async function accountMistake(
  stack: string,
  account: string,
  sts: STSClient,
  profile?: string,
): Promise<Mistake | undefined> {
  const property = `account of stack ${stack}`;
  // Options are checked before AWS's clients are loaded, which takes a second.
  const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
  let actual: string | undefined;
  try {
    actual = (await sts.send(new GetCallerIdentityCommand({}))).Account;
  } catch (error) {
    if (!isWithoutCredentials(error)) {
      throw error;
    }
    const reason =
      profile === undefined
        ? `is ${account}, and no credentials of AWS were found: sign in to that account, or set AWS_PROFILE`
        : `is ${account}, and profile ${profile} has no credentials of AWS that are good: sign in with it, or name another`;
    return { property, reason };
  }
  return actual === account
    ? undefined
    : {
        property,
        reason: `is ${account}, but the credentials are of account ${actual}: use credentials of ${account}`,
      };
}
