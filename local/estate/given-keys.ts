import { keyPolicy } from "../../infra/keys/key-policy";
import type { StackConfig } from "../../stacks/config-schemas";
import { namedKeys, storesOf } from "../../stacks/store-keys";
import { key, type World } from "../aws";

/**
 * Puts the keys that a stack's config names into its account, where an administrator made them beside the stack.
 *
 * @param policyFor a key's document by what it encrypts. Default: the one that `npm run key-policy` prints.
 */
export function foundKeys(world: World, config: StackConfig, policyFor = keyPolicy): void {
  const { account, region } = config;
  const { named } = namedKeys(config);
  for (const arn of new Set(Object.values(named))) {
    if (!world.list(key, account).some(({ state }) => state.arn === arn)) {
      const stores = storesOf(config).filter((store) => named[store] === arn);
      const keyId = arn.split("/")[1] ?? "";
      const state = { arn, keyId, policy: JSON.stringify(policyFor({ account, region, stores })) };
      world.put({ urn: arn, type: key.token, stack: "", account, region, id: keyId, state });
    }
  }
}
