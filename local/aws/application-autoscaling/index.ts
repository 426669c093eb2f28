import * as v from "valibot";
import { deletion } from "../core/deletion";
import { forcesNew, physicalName } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import { configurationOf } from "../sagemaker/hosting";
import { endpoint } from "../sagemaker/kinds";
import { type ScalableTarget, scalableTarget, scalingPolicy, variantId } from "./kinds";

const scaled = {
  serviceNamespace: forcesNew(v.literal("sagemaker")),
  resourceId: forcesNew(v.string()),
  scalableDimension: forcesNew(v.literal("sagemaker:variant:DesiredInstanceCount")),
};

/** Refuses what isn't there. Serverless variants have no instances to count. */
function checkVariant(world: World, place: Place, resourceId: string): void {
  const isThere = world.here(endpoint, place).some(({ state }) => {
    const [{ variantName, instanceType }] = configurationOf(world, place, state.endpointConfigName).productionVariants;
    return instanceType !== undefined && resourceId === variantId(state.name, variantName);
  });
  if (!isThere) {
    refuse("R174", `Could not find variant "${resourceId}" with instances.`);
  }
}

function isSame(one: ScalableTarget, other: ScalableTarget): boolean {
  return one.resourceId === other.resourceId && one.scalableDimension === other.scalableDimension;
}

const targetType = resourceType(
  scalableTarget,
  { ...scaled, minCapacity: v.number(), maxCapacity: v.number(), tags },
  (inputs, place, world) => {
    checkVariant(world, place, inputs.resourceId);
    return { id: inputs.resourceId, state: inputs };
  },
);

const policyType = resourceType(
  scalingPolicy,
  {
    name: forcesNew(physicalName(v.string())),
    policyType: v.literal("TargetTrackingScaling"),
    ...scaled,
    targetTrackingScalingPolicyConfiguration: v.strictObject({
      targetValue: v.number(),
      predefinedMetricSpecification: v.strictObject({
        predefinedMetricType: v.literal("SageMakerVariantInvocationsPerInstance"),
      }),
    }),
  },
  (inputs, place, world) => {
    if (!world.here(scalableTarget, place).some(({ state }) => isSame(state, inputs))) {
      refuse(
        "R175",
        `No scalable target registered for service namespace: ${inputs.serviceNamespace}, resource ID: ${inputs.resourceId}, scalable dimension: ${inputs.scalableDimension}`,
      );
    }
    return { id: inputs.name, state: inputs };
  },
);

export const applicationAutoScaling: ServiceResources = {
  types: [targetType, policyType],
  deletions: [
    /** Source: Application Auto Scaling API, DeregisterScalableTarget: its scaling policies go with it. */
    deletion(scalableTarget, {
      takes: (world, target) => world.here(scalingPolicy, target).filter(({ state }) => isSame(state, target.state)),
    }),
  ],
};
