import { kind } from "../core/world";

/** What Application Auto Scaling changes the capacity of. */
export interface ScalableTarget {
  readonly resourceId: string;
  readonly scalableDimension: string;
  readonly serviceNamespace: string;
}
export const scalableTarget = kind<ScalableTarget>("aws:appautoscaling/target:Target");
export const scalingPolicy = kind<ScalableTarget>("aws:appautoscaling/policy:Policy");

/** How a SageMaker endpoint's variant is called among what can be scaled. */
export function variantId(endpoint: string, variant: string): string {
  return `endpoint/${endpoint}/variant/${variant}`;
}
