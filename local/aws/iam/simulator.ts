import { anonymousPrincipal, type RequestAnalysis, runSimulation } from "@cloud-copilot/iam-simulate";
import { isRecord } from "../../../common/is-record";
import { keepCollator } from "./kept-collator";
import { type NamedPolicy, names, type Question } from "./question";

keepCollator();

/** What the simulator found: the verdict, and which statements of which policies matched or didn't, and why. */
export type Analysis = RequestAnalysis;

const callerIdentity = "sts:GetCallerIdentity";

/** An action that works on nothing, like GetCallerIdentity, and that the simulator judges. */
const inPlaceOfCallerIdentity = "sts:GetAccessKeyInfo";

/** An action that nobody asks about. */
const another = "sts:DecodeAuthorizationMessage";

/** A policy whose statements name the one action where they named the other. */
function inPlaceOf(action: string, standIn: string) {
  const replaced = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(replaced) : typeof value === "string" && names(value, action) ? standIn : another;
  const statementFor = (statement: unknown) =>
    isRecord(statement)
      ? Object.fromEntries(
          Object.entries(statement).map(([key, value]) => [key, /^(Not)?Action$/.test(key) ? replaced(value) : value]),
        )
      : statement;
  return ({ name, document }: NamedPolicy): NamedPolicy => {
    const statements = isRecord(document) ? document.Statement : undefined;
    return {
      name,
      document:
        isRecord(document) && Array.isArray(statements)
          ? { ...document, Statement: statements.map(statementFor) }
          : document,
    };
  };
}

/** A policy of an identity, for what needs no permission of the caller's own. */
export function needsNoPermission(action: string): NamedPolicy {
  const statement = { Sid: "Any", Effect: "Allow", Action: action, Resource: "*" };
  return { name: "NeedsNoPermission", document: { Version: "2012-10-17", Statement: [statement] } };
}

/** A policy of a resource that allows everybody an action, for what its own policy isn't asked about. */
export function forEverybody(action: string): NamedPolicy {
  const statement = { Sid: "Everybody", Effect: "Allow", Principal: "*", Action: action, Resource: "*" };
  return {
    name: "the service, which allows everybody",
    document: { Version: "2012-10-17", Statement: [statement] },
  };
}

/**
 * The question as the simulator judges it. It always allows GetCallerIdentity, although the
 * policy of the endpoint that a call comes through can refuse it; and it refuses to judge an action on a resource that
 * AWS's list doesn't give it. Such questions are asked about another action in its place.
 */
function askable(question: Question): Question {
  const { action, endpointPolicy, resourcePolicy } = question;
  const standIn =
    question.standIn ??
    (action === callerIdentity && endpointPolicy !== undefined ? inPlaceOfCallerIdentity : undefined);
  if (standIn === undefined) {
    return question;
  }
  const translate = inPlaceOf(action, standIn);
  return {
    ...question,
    action: standIn,
    identityPolicies: question.principal === "anonymous" ? [] : [needsNoPermission(standIn)],
    resourcePolicy: resourcePolicy && translate(resourcePolicy),
    endpointPolicy: endpointPolicy && translate(endpointPolicy),
    // The caller needs no permission, so that nothing takes it.
    controlPolicies: undefined,
    permissionsBoundary: undefined,
    resourceControlPolicies: question.resourceControlPolicies?.map(translate),
  };
}

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
