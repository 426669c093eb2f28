import { sampleModelName } from "../../infra/models/sample-image";
import { modelNames } from "../../infra/support/naming";
import type { ParentStack } from "../../stacks/project/roles";
import { Unplayable } from "../scenarios/unplayable";

/** Name of the endpoint that a parent has when its config names none but shares all. */
const unnamedEndpoint = "iris";

/** The endpoints that exist in a parent's account. */
export function endpointsOf({ config }: ParentStack): readonly [string, ...string[]] {
  const { endpoints } = config.invokeRole;
  const [first = unnamedEndpoint, ...others] = endpoints === "all" ? config.hosted : endpoints;
  return [first, ...others];
}

/** Those among them that the stack doesn't make: its owner has them beside the stack. */
export function endpointsBeside(parent: ParentStack): readonly string[] {
  return endpointsOf(parent).filter((name) => !parent.config.hosted.includes(name));
}

/** Whether the sample's server, or the user's own model, answers for an endpoint. */
function isAnswered({ config }: ParentStack, name: string, isOwnModel: boolean): boolean {
  const isSample = config.sampleModel && name === modelNames(sampleModelName, config).endpoint;
  return isOwnModel || isSample || !config.hosted.includes(name);
}

/**
 * The first endpoint of a parent for which a model answers here.
 *
 * @param isOwnModel whether the user's own model answers, which does for every endpoint.
 * @throws Unplayable where none does.
 */
export function calledEndpoint(parent: ParentStack, isOwnModel: boolean): string {
  const found = endpointsOf(parent).find((name) => isAnswered(parent, name, isOwnModel));
  if (found === undefined) {
    const [first] = endpointsOf(parent);
    throw new Unplayable(
      `the local AWS can't run the image of endpoint ${first} of stack ${parent.name}: start the model yourself, and give its address by --model http://127.0.0.1:8080`,
    );
  }
  return found;
}
