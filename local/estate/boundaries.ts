import { placeIn } from "../../common/arn";
import type { StackConfig } from "../../stacks/config-schemas";
import { policy, type World } from "../aws";

/** Allows everything, as far as the roles' own policies do. */
const allowsAll = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }],
});

/**
 * Puts the boundary that a stack's config names into its account, where an administrator made it beside the stack.
 *
 * @param text the policy's document. Default: one that allows everything, since no stack knows what the real one says.
 */
export function foundBoundary(
  world: World,
  { permissionsBoundary: arn, account, region }: StackConfig,
  text = allowsAll,
): void {
  const owner = arn === undefined ? account : placeIn(arn).account;
  if (arn === undefined || world.list(policy, owner).some(({ state }) => state.arn === arn)) {
    return;
  }
  const state = { name: arn.split("/").at(-1) ?? "", arn, policy: text };
  world.put({ urn: arn, type: policy.token, stack: "", account: owner, region, id: arn, state });
}
