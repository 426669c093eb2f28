import { isRecord } from "../../../common/is-record";
import type { NamedPolicy, Question } from "./question";

const callerIdentity = "sts:GetCallerIdentity";

/** An action that works on nothing, like GetCallerIdentity, and that the simulator judges. */
const inPlaceOfCallerIdentity = "sts:GetAccessKeyInfo";

/** An action that nobody asks about. */
const another = "sts:DecodeAuthorizationMessage";

/** Whether a pattern of a policy, such as `sts:Get*`, names an action. */
export function names(pattern: string, action: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll("?", "."));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}

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
export function askable(question: Question): Question {
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
