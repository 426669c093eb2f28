import type { NamedPolicy, Question } from "./question";
import type { Analysis } from "./simulator";

type Statements = NonNullable<Analysis["identityAnalysis"]>["unmatchedStatements"];
type StatementAnalysis = Statements[number];

function list<T>(oneOrMany: T | readonly T[] | undefined): readonly T[] {
  return oneOrMany === undefined ? [] : isArray(oneOrMany) ? oneOrMany : [oneOrMany];
}

function isArray<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

function accountOf(principal: string): string {
  return /:(\d{12}):/.exec(principal)?.[1] ?? principal;
}

/** IAM compares the names of condition keys without regard to case. */
function contextValue({ context }: Question, key: string): string | readonly string[] | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

/** A resource's policy can deny a principal by its account as well as by itself. */
function denies(result: string | undefined): boolean {
  return result === "ExplicitlyDenied" || result === "DeniedForAccount";
}

/** Why one statement doesn't apply to the question: the conditions that fail, or what it names instead. */
function mismatch(
  { explain, actionMatch, resourceMatch, principalMatch }: StatementAnalysis,
  question: Question,
): string {
  const name = `statement ${explain.identifier}`;
  if (!actionMatch) {
    return `${name} doesn't name the action`;
  }
  if (!resourceMatch) {
    return `${name} doesn't name the resource`;
  }
  if (principalMatch === "NoMatch") {
    return `${name} doesn't name account ${accountOf(question.principal)}`;
  }
  const failed = (explain.conditions ?? []).filter(({ matches }) => !matches);
  const wishes = failed.map(({ operator, conditionKeyValue: key, values }) => {
    const wanted = list(values).map(({ value }) => value);
    const shown = wanted.length > 3 ? `one of ${wanted.length} values` : wanted.join(" or ");
    return `${key} ${operator} ${shown}, but the call has ${list(contextValue(question, key)).join(" and ") || "none"}`;
  });
  return `${name} requires ${wishes.join("; ")}`;
}

function refusedBy(policy: string, unmatched: Statements, question: Question): string {
  if (unmatched.length === 0) {
    return `${policy}: it has no statement`;
  }
  // The statements that name the action explain most.
  const close = unmatched.filter(({ actionMatch }) => actionMatch);
  const told = close.length > 0 ? close : unmatched;
  return `${policy}: ${told.map((statement) => mismatch(statement, question)).join("; ")}`;
}

function deniedBy(policy: string, statements: Statements): string {
  return `${policy}: statement ${statements.map(({ explain }) => explain.identifier).join(", ")} denies it`;
}

/** Why a policy stands in the way of what others allow; false where it doesn't. */
function inTheWay(
  policy: NamedPolicy | undefined,
  analysis: Analysis["identityAnalysis"],
  question: Question,
): string | false {
  if (policy === undefined || analysis === undefined || analysis.result === "Allowed") {
    return false;
  }
  return analysis.result === "ExplicitlyDenied"
    ? deniedBy(policy.name, analysis.denyStatements)
    : refusedBy(policy.name, analysis.unmatchedStatements, question);
}

/** Explains in a sentence which policy decided a question, and why. */
export function explain(analysis: Analysis, question: Question, identity: string): string {
  const identityPolicies = `the policies of ${identity}`;
  const resourcePolicy = question.resourcePolicy?.name ?? "the resource's policy";
  const { identityAnalysis, resourceAnalysis, endpointAnalysis, sessionAnalysis, permissionBoundaryAnalysis } =
    analysis;

  if (analysis.result === "Allowed") {
    const policies = (identityAnalysis?.allowStatements ?? []).map(
      ({ policyId }) => `policy ${policyId} of ${identity}`,
    );
    const allowing = (resourceAnalysis?.allowStatements ?? []).length > 0 ? [resourcePolicy] : [];
    return [...policies, ...allowing].join(" and ");
  }
  const parts = [
    inTheWay(question.endpointPolicy, endpointAnalysis, question),
    identityAnalysis?.result === "ExplicitlyDenied" && deniedBy(identityPolicies, identityAnalysis.denyStatements),
    denies(resourceAnalysis?.result) &&
      resourceAnalysis !== undefined &&
      deniedBy(resourcePolicy, resourceAnalysis.denyStatements),
    question.principal !== "anonymous" &&
      identityAnalysis?.result === "ImplicitlyDenied" &&
      missingIdentity(identityPolicies, identityAnalysis.unmatchedStatements, question),
    inTheWay(question.permissionsBoundary, permissionBoundaryAnalysis, question),
    inTheWay(question.sessionPolicy, sessionAnalysis, question),
    resourceAnalysis?.result === "ImplicitlyDenied" &&
      question.resourcePolicy !== undefined &&
      refusedBy(resourcePolicy, resourceAnalysis.unmatchedStatements, question),
  ];
  return parts.filter((part) => part !== false).join("; ");
}

function missingIdentity(policies: string, unmatched: Statements, question: Question): string {
  const close = unmatched.filter(({ actionMatch }) => actionMatch);
  return close.length === 0
    ? `${policies}: none names ${question.action}`
    : close.map((statement) => `${policies}: ${statement.policyId}, ${mismatch(statement, question)}`).join("; ");
}
