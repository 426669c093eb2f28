import type * as SageMaker from "@aws-sdk/client-sagemaker";
import { refuse } from "../refusals";
import type { Model, Variant } from "./kinds";

/** The SDK is loaded only for a variant on instances: most estates have none. */
function isInstanceType(given: string): boolean {
  const { ProductionVariantInstanceType }: typeof SageMaker = require("@aws-sdk/client-sagemaker");
  return Object.values<string>(ProductionVariantInstanceType).includes(given);
}

function invalid(value: unknown, member: string, demand: string): never {
  refuse(
    "R176",
    `1 validation error detected: Value '${value}' at 'productionVariants.1.member.${member}' failed to satisfy constraint: Member must ${demand}`,
  );
}

/**
 * Refuses a variant that SageMaker can't run.
 *
 * Source: SageMaker API, ProductionVariant and ProductionVariantServerlessConfig; SageMaker Developer Guide, "Deploy
 * models with Amazon SageMaker Serverless Inference", which excludes VPCs. The sentences without AWS's form are the local
 * AWS's own.
 */
export function checkVariant(variant: Variant, { name, vpcConfig }: Model): void {
  const { serverlessConfig, instanceType, initialInstanceCount } = variant;
  if ((serverlessConfig === undefined) === (instanceType === undefined)) {
    refuse("R176", "Each production variant must have either ServerlessConfig or InstanceType.");
  }
  if (serverlessConfig !== undefined) {
    const { memorySizeInMb, maxConcurrency } = serverlessConfig;
    if (memorySizeInMb % 1024 !== 0 || memorySizeInMb < 1024 || memorySizeInMb > 6144) {
      invalid(
        memorySizeInMb,
        "serverlessConfig.memorySizeInMB",
        "satisfy enum value set: [1024, 2048, 3072, 4096, 5120, 6144]",
      );
    }
    if (maxConcurrency < 1 || maxConcurrency > 200) {
      invalid(maxConcurrency, "serverlessConfig.maxConcurrency", "have value between 1 and 200");
    }
    if (vpcConfig !== undefined) {
      refuse("R177", `Model "${name}" has a VpcConfig, which serverless inference doesn't support.`);
    }
  } else if (!isInstanceType(instanceType ?? "")) {
    invalid(instanceType, "instanceType", "satisfy enum value set of instance types");
  } else if (initialInstanceCount === undefined || initialInstanceCount < 1) {
    invalid(initialInstanceCount, "initialInstanceCount", "have value greater than or equal to 1");
  }
}
