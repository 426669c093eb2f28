import { type Limited, type Quota, quotas } from "./catalogue";
import type { Place } from "./place";
import type { Plan } from "./plan";

/** A quota's value, and the ids of what counts towards it now, where everything counts together. */
export interface Usage {
  readonly limit: number;
  readonly inUse: readonly string[];
}

/** How much the stacks of an account use together of what a quota limits. */
export function planned(limited: Limited, plans: readonly Plan[]): number {
  const amounts = plans.map((plan) => plan[limited]);
  return quotas[limited].counts === "together"
    ? amounts.reduce((sum, amount) => sum + amount, 0)
    : Math.max(0, ...amounts);
}

function request({ serviceCode, quotaCode }: Quota, { region }: Place, value: number): string {
  return `aws service-quotas request-service-quota-increase --service-code ${serviceCode} --quota-code ${quotaCode} --desired-value ${value} --region ${region}`;
}

/**
 * Whether the plan fits in a quota: nothing, or the one problem.
 *
 * @param own ids of what the stacks have already, which the plan includes.
 */
export function quotaProblems(
  place: Place,
  limited: Limited,
  plans: readonly Plan[],
  { limit, inUse }: Usage,
  own: ReadonlySet<string>,
): string[] {
  const quota = quotas[limited];
  const others = inUse.filter((id) => !own.has(id)).length;
  const plan = planned(limited, plans);
  const total = others + plan;
  if (plan === 0 || total <= limit) {
    return [];
  }
  const beside = quota.counts === "together" ? ` and ${others} of others` : "";
  return [
    `${quota.name} is ${limit}, and ${plan} planned${beside} make ${total}: ask for more, ${request(quota, place, total)}${others > 0 ? ", or remove some" : ""}`,
  ];
}
