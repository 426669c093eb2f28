import type * as SageMaker from "@aws-sdk/client-sagemaker";

/** Every instance type that a model can run on, by the SDK's own model of SageMaker, which is loaded only for models that have one. */
export function instanceTypes(): readonly string[] {
  const { ProductionVariantInstanceType }: typeof SageMaker = require("@aws-sdk/client-sagemaker");
  return Object.values(ProductionVariantInstanceType);
}

/** Every instance type that Studio's apps can run on, likewise. */
export function appInstanceTypes(): readonly string[] {
  const { AppInstanceType }: typeof SageMaker = require("@aws-sdk/client-sagemaker");
  // Studio Classic's word for its own server, which isn't an instance.
  return Object.values(AppInstanceType).filter((type) => type !== "system");
}

/** Every instance type that anything in Studio can run on: apps, jobs and models. */
export function studioInstanceTypes(): readonly string[] {
  const { ProcessingInstanceType, TrainingInstanceType, TransformInstanceType }: typeof SageMaker =
    require("@aws-sdk/client-sagemaker");
  const ofJobs = [ProcessingInstanceType, TrainingInstanceType, TransformInstanceType].flatMap((types) =>
    Object.values<string>(types),
  );
  return [...new Set([...appInstanceTypes(), ...ofJobs, ...instanceTypes()])];
}
