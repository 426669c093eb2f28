import { didYouMean } from "../../common/did-you-mean";
import { Refusal } from "../../common/refusal";
import { type Mistake, show } from "../../common/validation";
import { keyPolicy } from "../../infra/keys/key-policy";
import type { Project } from "../../stacks/project/stack";
import { storesOf } from "../../stacks/store-keys";

export interface KeyPolicyOptions {
  readonly stack: string;
  /** What the key encrypts. Default: all that the stack keeps. */
  readonly for?: readonly string[];
}

export interface Surroundings {
  readonly readProject: () => Project;
  readonly say: (text: string) => void;
}

/**
 * What `npm run key-policy` does: prints the policy that a key needs which encrypts what a stack keeps.
 *
 * @throws Refusal for a stack that keeps nothing, and for kinds that it doesn't keep.
 */
export function runKeyPolicy(options: KeyPolicyOptions, { readProject, say }: Surroundings): void {
  const { stacks } = readProject();
  const stack = stacks.find(({ name }) => name === options.stack);
  const keyed = stacks.flatMap(({ name, config }) => (storesOf(config).length > 0 ? [{ name, config }] : []));
  const known = keyed.map(({ name }) => name);
  const config = keyed.find(({ name }) => name === options.stack)?.config;
  if (config === undefined) {
    const what = stack === undefined ? "there is no such stack here" : "it keeps nothing that a key encrypts";
    refuse({
      property: "--stack",
      reason: `is ${show(options.stack)}: ${what}; ${didYouMean(options.stack, known) ?? `give one of ${known.join(", ")}`}`,
    });
  }
  const kept = storesOf(config);
  const wrong = (options.for ?? []).filter((given) => !kept.some((store) => store === given));
  if (wrong.length > 0) {
    const demand = `stack ${options.stack} keeps ${kept.join(", ")}; name some of these`;
    refuse(...wrong.map((given) => ({ property: "--for", reason: `is ${show(given)}: ${demand}` })));
  }
  const stores = options.for === undefined ? kept : kept.filter((store) => options.for?.includes(store));
  const { account, region } = config;
  say(JSON.stringify(keyPolicy({ account, region, stores }), null, 2));
}

function refuse(...mistakes: readonly Mistake[]): never {
  throw new Refusal("npm run key-policy", mistakes);
}
