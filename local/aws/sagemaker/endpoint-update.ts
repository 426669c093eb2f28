import { scalableTarget, variantId } from "../application-autoscaling/kinds";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import { type Endpoint, type EndpointConfiguration, endpointConfiguration } from "./kinds";

/**
 * Refuses a change that SageMaker doesn't make of an endpoint that stands.
 *
 * Source: SageMaker Developer Guide, "Deploy models with Amazon SageMaker Serverless Inference": no way from instances to
 * serverless; and UpdateEndpoint's message about scalable targets, as users report it.
 */
export function checkUpdate(world: World, place: Place, before: Endpoint, wanted: EndpointConfiguration): void {
  const former = world.here(endpointConfiguration, place).find(({ state }) => state.name === before.endpointConfigName);
  const [had] = former?.state.productionVariants ?? [];
  const [wants] = wanted.productionVariants;
  if (had === undefined) {
    return;
  }
  if (had.instanceType !== undefined && wants.serverlessConfig !== undefined) {
    refuse("R178", `Endpoint "${before.arn}" runs on instances and can't be converted to a serverless endpoint.`);
  }
  const isScaled = world
    .here(scalableTarget, place)
    .some(({ state }) => state.resourceId === variantId(before.name, had.variantName));
  if (isScaled && (wants.variantName !== had.variantName || wants.instanceType !== had.instanceType)) {
    refuse(
      "R179",
      `The variant(s) "[${had.variantName}]" must be deregistered as scalable targets with AWS Auto Scaling before they can be removed or have their instance type changed.`,
    );
  }
}
