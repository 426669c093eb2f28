import type * as SageMaker from "@aws-sdk/client-sagemaker";

/** Every instance type that a model can run on, by the SDK's own model of SageMaker, which is loaded only for models that have one. */
export function instanceTypes(): readonly string[] {
  const { ProductionVariantInstanceType }: typeof SageMaker = require("@aws-sdk/client-sagemaker");
  return Object.values(ProductionVariantInstanceType);
}
