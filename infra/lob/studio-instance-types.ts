import * as v from "valibot";
import { didYouMean } from "../../common/did-you-mean";
import { reason } from "../../common/validation";
import { appInstanceTypes, studioInstanceTypes } from "../models/instance-types";
import { configKey } from "../support/config-key";
import { distinctList } from "../support/schemas";

/** What runs where config names no types but a capability: small ones, and each capability takes one of them. */
export const smallInstanceTypes: readonly string[] = ["ml.t3.medium", "ml.t3.large", "ml.m5.large", "ml.m5.xlarge"];

/** More would make the policy too long beside the role's others. */
const mostTypes = 50;

function unknownType({ input }: v.BaseIssue<unknown>): string {
  const near = typeof input === "string" ? didYouMean(input, studioInstanceTypes()) : undefined;
  return reason(
    input,
    `SageMaker has no such instance type; ${near ?? "give one of its pricing page, such as ml.m5.large"}`,
  );
}

/** The instance types that apps, jobs and models may have. SageMaker's list is loaded only where there are some. */
export const studioInstanceTypesKey = configKey(
  v.optional(
    v.pipe(
      distinctList(
        v.pipe(
          v.string(unknownType),
          v.check((given) => studioInstanceTypes().includes(given), unknownType),
        ),
        'list instance types, such as ["ml.t3.medium", "ml.m5.large"]',
      ),
      v.maxLength(mostTypes, ({ received }) => `has ${received} types: a policy has room for ${mostTypes}; list fewer`),
      v.check(
        (types) => types.length === 0 || types.some((type) => appInstanceTypes().includes(type)),
        "has no type that Studio's apps run on, so nobody could open one; add one, such as ml.t3.medium",
      ),
    ),
    [],
  ),
  `Instance types that apps, jobs and models of Studio may have, a list; empty means ${smallInstanceTypes.join(", ")} where there are studioCapabilities, and any otherwise`,
);

/** The types that a LOB's Studio is held to; undefined where it is held to none. */
export function heldInstanceTypes(
  named: readonly string[],
  capabilities: readonly string[],
): readonly string[] | undefined {
  return named.length > 0 ? named : capabilities.length > 0 ? smallInstanceTypes : undefined;
}
