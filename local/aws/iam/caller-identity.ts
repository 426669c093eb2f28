import { isRecord } from "../../../infra/support/is-record";
import type { NamedPolicy, Question } from "./question";

const action = "sts:GetCallerIdentity";

/** An action that works on nothing, like GetCallerIdentity, and that the simulator judges. */
const standIn = "sts:GetAccessKeyInfo";

/** An action that nobody asks about. */
const another = "sts:DecodeAuthorizationMessage";

function names(pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll("?", "."));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}

function forStandIn(value: unknown): unknown {
  return Array.isArray(value) ? value.map(forStandIn) : typeof value === "string" && names(value) ? standIn : another;
}

function documentForStandIn({ name, document }: NamedPolicy): NamedPolicy {
  const statementFor = (statement: unknown) =>
    isRecord(statement)
      ? Object.fromEntries(
          Object.entries(statement).map(([key, value]) => [
            key,
            /^(Not)?Action$/.test(key) ? forStandIn(value) : value,
          ]),
        )
      : statement;
  const statements = isRecord(document) ? document.Statement : undefined;
  return {
    name,
    document:
      isRecord(document) && Array.isArray(statements)
        ? { ...document, Statement: statements.map(statementFor) }
        : document,
  };
}

/** GetCallerIdentity needs no permission of the caller's own. Source: STS API, GetCallerIdentity. */
const noNeed: NamedPolicy = {
  name: "NeedsNoPermission",
  document: { Version: "2012-10-17", Statement: [{ Sid: "Any", Effect: "Allow", Action: standIn, Resource: "*" }] },
};

/**
 * The question as the simulator judges it. It takes GetCallerIdentity for allowed whatever anybody says, while the
 * policy of the endpoint that a call comes through can refuse it; so it is asked about another action in its place.
 */
export function askable(question: Question): Question {
  const { endpointPolicy } = question;
  return question.action !== action || endpointPolicy === undefined
    ? question
    : {
        ...question,
        action: standIn,
        identityPolicies: [noNeed],
        endpointPolicy: documentForStandIn(endpointPolicy),
      };
}
