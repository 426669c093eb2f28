import type { HostedEndpoint, Place, World } from "../core/world";
import { stackObject } from "../s3/kinds";
import { endpoint, endpointConfiguration, model } from "./kinds";

/** The content of what a stack put at an address in S3. */
function contentAt(world: World, url: string | undefined): string | undefined {
  return world.all(stackObject).find(({ state }) => `s3://${state.bucket}/${state.key}` === url)?.state.contentBase64;
}

/** An endpoint that InvokeEndpoint finds: one of a stack, with the model that it runs now, or one apart from the stacks. */
export function hostedEndpoint(world: World, place: Place, name: string): HostedEndpoint | undefined {
  const made = world.here(endpoint, place).find(({ state }) => state.name === name);
  if (made === undefined) {
    return world.endpoint(place, name);
  }
  const { account, region } = place;
  const configuration = world
    .here(endpointConfiguration, place)
    .find(({ state }) => state.name === made.state.endpointConfigName);
  const [variant] = configuration?.state.productionVariants ?? [];
  const run = world.here(model, place).find(({ state }) => state.name === variant?.modelName);
  const content = contentAt(world, run?.state.primaryContainer.modelDataUrl);
  return { account, region, name, inferenceComponents: [], model: world.serverOf(content) };
}
