import type { STSClient } from "@aws-sdk/client-sts";
import { Refusal } from "../../common/refusal";
import { type Mistake, show } from "../../common/validation";
import type { StackConfig } from "../../stacks/config-schemas";
import { accountProperty, giveCredentials } from "./account-mistakes";
import { DeployRole, NotAssumed, type StsAtHand, stsAtHand } from "./deploy-role";
import { explainFailure, isOfAws, isWithoutCredentials } from "./explain-failure";
import { profilesFileName, readProfilesFile } from "./profiles-file";

/**
 * Where credentials of a stack's account come from: the AWS profile of that name, or a role that the shell's
 * credentials assume.
 */
export type CredentialSource = string | DeployRole;

/** Which credentials to use for which stack. */
export interface Profiles {
  /** Where they come from; undefined for the shell's credentials. */
  of(stack: string): CredentialSource | undefined;
}

/** Text of help for `--profile`, which {@link readStackOptions} reads. */
export const profileHelp = `AWS profile for a stack, as stack=profile, once for each; only a name is for all stacks (default: the line of ${profilesFileName}, else the role that deployRole of the stack's file names, else the credentials of your shell)`;

/** Collects values of `--profile`, which is given once for each, since an argument follows it. */
export function eachProfile(value: string, former: readonly string[] = []): string[] {
  return [...former, value];
}

/** Where credentials are looked for besides options. */
export interface CredentialPlaces {
  /** Path of the file of profiles. Default: there is none. */
  readonly profilesFile?: string;
  /** Returns the shell's credentials. Default: the SDK's own search for them. */
  readonly atHand?: StsAtHand;
}

/** A stack, as far as its credentials go. */
export interface StackAccount {
  readonly name: string;
  readonly config: Pick<StackConfig, "account" | "region" | "deployRole">;
}

/** Configuration of a client of AWS with a stack's credentials. */
export function clientCredentials(source: CredentialSource | undefined): {
  readonly profile?: string;
  readonly credentials?: DeployRole["credentials"];
} {
  if (source === undefined) {
    return {};
  }
  return typeof source === "string" ? { profile: source } : { credentials: source.credentials };
}

/**
 * The Pulumi CLI's environment with a stack's credentials; those of a role are valid for an hour.
 *
 * @throws NotAssumed
 */
export async function cliCredentials(source: CredentialSource | undefined): Promise<Readonly<Record<string, string>>> {
  if (source === undefined) {
    return {};
  }
  if (typeof source === "string") {
    // Keys have precedence over a profile.
    return { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_SESSION_TOKEN: "", AWS_PROFILE: source };
  }
  const { accessKeyId, secretAccessKey, sessionToken = "" } = await source.assume();
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_PROFILE: "",
  };
}

function profileMistake(
  option: string,
  stack: string | undefined,
  profile: string,
  stacks: readonly string[],
): string | undefined {
  if (profile === "" || stack === "") {
    return `is ${show(option)}: write stack=profile, or only a profile's name for all stacks`;
  }
  if (stack !== undefined && !stacks.includes(stack)) {
    return `is ${show(option)}: there is no stack ${stack} here; the stacks are ${stacks.join(", ")}`;
  }
  return undefined;
}

/** The profiles by stack, undefined for all stacks, and what is wrong with the values of `--profile`. */
function readProfiles(
  options: readonly string[],
  stacks: readonly string[],
): { readonly profiles: ReadonlyMap<string | undefined, string>; readonly mistakes: readonly Mistake[] } {
  const profiles = new Map<string | undefined, string>();
  const mistakes: Mistake[] = [];
  for (const option of options) {
    const [, stack, profile = ""] = /^(?:([^=]*)=)?(.*)$/s.exec(option) ?? [];
    const whose = stack === undefined ? "all stacks" : `stack ${stack}`;
    const another = stack === undefined ? "give one, and the others as stack=profile" : "give one";
    const reason =
      profileMistake(option, stack, profile, stacks) ??
      (profiles.has(stack) ? `is ${show(option)}: a profile for ${whose} is given already; ${another}` : undefined);
    if (reason === undefined) {
      profiles.set(stack, profile);
    } else {
      mistakes.push({ property: "--profile", reason });
    }
  }
  return { profiles, mistakes };
}

/** Options of a command that works on stacks of the project, each with its account's credentials. */
export interface StackOptions {
  /** The stacks to work on. Default: all. */
  readonly stack?: readonly string[];
  /** `stack=profile`, or only a profile's name for all stacks that no other value names. */
  readonly profile?: readonly string[];
}

/**
 * Reads which stacks to work on, and with which credentials. In order of precedence: a value of `--profile` that names
 * the stack, one for all stacks, the stack's line in the file of profiles, the `deployRole` of the stack's file, the
 * shell's credentials.
 *
 * @param command its name in refusals, such as `npm run doctor`.
 * @param stacks the stacks that there are.
 * @throws Refusal naming every value that is wrong, of the options and of the file.
 */
export function readStackOptions(
  command: string,
  { stack, profile = [] }: StackOptions,
  stacks: readonly StackAccount[],
  { profilesFile, atHand = stsAtHand }: CredentialPlaces = {},
): { readonly chosen: ReadonlySet<string>; readonly profiles: Profiles } {
  const names = stacks.map(({ name }) => name);
  const chosen = new Set(stack ?? names);
  const unknown = [...chosen].filter((name) => !names.includes(name));
  const given = readProfiles(profile, names);
  const kept = profilesFile === undefined ? undefined : readProfilesFile(profilesFile, names);
  const all = [
    ...unknown.map((name) => ({
      property: "--stack",
      reason: `is ${show(name)}: there is no such stack here; the stacks are ${names.join(", ")}`,
    })),
    ...given.mistakes,
    ...(kept?.mistakes ?? []),
  ];
  if (all.length > 0) {
    throw new Refusal(command, all);
  }
  const roles = new Map(stacks.map(({ name, config }) => [name, DeployRole.of(config, atHand)] as const));
  const of = (name: string) =>
    given.profiles.get(name) ?? given.profiles.get(undefined) ?? kept?.profiles.get(name) ?? roles.get(name);
  return { chosen, profiles: { of } };
}

/**
 * Assumes the roles of stacks, so that all failures are known before anything starts.
 *
 * @returns what is wrong with each stack whose role can't be assumed, in the form of {@link accountMistake}.
 */
export async function roleMistakes(stacks: Iterable<StackAccount>, profiles: Profiles): Promise<Mistake[]> {
  const mistakes = [...stacks].map(async ({ name, config }) => {
    const source = profiles.of(name);
    try {
      await (source instanceof DeployRole && source.credentials());
      return [];
    } catch (error) {
      if (!(error instanceof NotAssumed)) {
        throw error;
      }
      return [{ property: accountProperty(name), reason: `is ${config.account}, and ${error.message}` }];
    }
  });
  return (await Promise.all(mistakes)).flat();
}

/**
 * Words what AWS answered where a stack's account was looked at.
 *
 * @throws what isn't an answer of AWS.
 */
export function unlookedMistake({ name, config }: StackAccount, error: unknown): Mistake {
  if (!isOfAws(error)) {
    throw error;
  }
  const reason = `is ${config.account}, and can't be looked at: ${explainFailure(error)}`;
  return { property: accountProperty(name), reason };
}

/**
 * Checks whose credentials a client has: those of another account could find things with the same names there.
 *
 * @param account id of the stack's account.
 * @param source where the client's credentials come from; undefined for those of the shell.
 * @returns what is wrong with them: another account's, none at all, or a role that can't be assumed. The property is `account of stack <stack>`.
 * @throws what AWS answers, such as that they expired.
 */
export async function accountMistake(
  stack: string,
  account: string,
  sts: STSClient,
  source?: CredentialSource,
): Promise<Mistake | undefined> {
  const property = accountProperty(stack);
  // Options are checked before AWS's clients are loaded, which takes a second.
  const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
  let actual: string | undefined;
  try {
    actual = (await sts.send(new GetCallerIdentityCommand({}))).Account;
  } catch (error) {
    if (error instanceof NotAssumed) {
      return { property, reason: `is ${account}, and ${error.message}` };
    }
    if (!isWithoutCredentials(error)) {
      throw error;
    }
    const reason =
      typeof source === "string"
        ? `is ${account}, and profile ${source} has no valid AWS credentials: sign in with it, or name another`
        : `is ${account}, and no AWS credentials were found: ${giveCredentials}`;
    return { property, reason };
  }
  return actual === account
    ? undefined
    : {
        property,
        reason: `is ${account}, but the credentials are of account ${actual}: use credentials of ${account}`,
      };
}
