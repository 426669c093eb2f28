import { anonymousPrincipal, type RequestAnalysis, runSimulation } from "@cloud-copilot/iam-simulate";
import { keepCollator } from "./kept-collator";
import type { NamedPolicy, Question } from "./question";
import { askable } from "./stand-in";

keepCollator();

/** What the simulator found: the verdict, and which statements of which policies matched or didn't, and why. */
export type Analysis = RequestAnalysis;

/**
 * Has IAM's rules decide a question. The one place that knows the simulator.
 *
 * @throws Error when a policy can't be read, or a condition key doesn't belong to the action: both are mistakes here,
 *   and a verdict would mean nothing.
 */
export async function simulate(asked: Question): Promise<Analysis> {
  const question = askable(asked);
  const result = await runSimulation(
    {
      request: {
        principal: question.principal === "anonymous" ? anonymousPrincipal : question.principal,
        action: question.action,
        resource: { resource: question.resource.arn, accountId: question.resource.account },
        contextVariables: Object.fromEntries(
          Object.entries(question.context).map(([key, value]) => [key, typeof value === "string" ? value : [...value]]),
        ),
      },
      identityPolicies: question.identityPolicies.map(simulated),
      sessionPolicy: question.sessionPolicy?.document,
      // The simulator allows a call within an account when it is given no trust policy at all.
      resourcePolicy: question.resourcePolicy?.document ?? (question.action === "sts:AssumeRole" ? nobody : undefined),
      ...(question.endpointPolicy !== undefined && {
        vpcEndpointPolicies: [simulated(question.endpointPolicy)],
      }),
      ...(question.permissionsBoundary !== undefined && {
        permissionBoundaryPolicies: [simulated(question.permissionsBoundary)],
      }),
      serviceControlPolicies: (question.controlPolicies ?? []).map((policies, level) => ({
        orgIdentifier: `level ${level + 1}`,
        policies: policies.map(simulated),
      })),
      resourceControlPolicies: controlPolicies(question),
    },
    { simulationMode: "Strict" },
  );
  if (result.resultType !== "single") {
    const why = result.resultType === "error" ? JSON.stringify(result.errors) : "a wildcard isn't a resource";
    throw new Error(`IAM can't evaluate ${asked.action} on ${question.resource.arn}: ${why}`);
  }
  const ignored = result.result.ignoredContextKeys ?? [];
  if (ignored.length > 0) {
    throw new Error(`IAM has no condition keys ${ignored.join(", ")} for ${asked.action}`);
  }
  return result.result.analysis;
}

function simulated({ name, document }: NamedPolicy) {
  return { name, policy: document };
}

/** The simulator adds AWS's own, which is attached everywhere, and demands of others what Organizations demands. */
function controlPolicies({ resourceControlPolicies = [] }: Question) {
  const policies = resourceControlPolicies.map(simulated);
  return policies.length === 0 ? [] : [{ orgIdentifier: "the organization", policies }];
}

const nobody = { Version: "2012-10-17", Statement: [] };
