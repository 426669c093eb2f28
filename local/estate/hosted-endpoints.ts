import type { ParentStack } from "../../stacks/project/roles";

/** Name of the endpoint that a parent has when its config names none but shares all. */
const unnamedEndpoint = "iris";

/** The endpoints that exist in a parent's account. */
export function endpointsOf({ config }: ParentStack): readonly [string, ...string[]] {
  const { endpoints } = config.invokeRole;
  const [first = unnamedEndpoint, ...others] = endpoints === "all" ? [] : endpoints;
  return [first, ...others];
}
