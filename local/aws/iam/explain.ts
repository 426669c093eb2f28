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

/** What statements deny, and on which keys it depends where these aren't known. */
function limitDenies(policies: readonly NamedPolicy[], statements: Statements): string[] {
  return statements.map(({ policyId, explain: { identifier } }) => {
    const doubts = policies.find(({ name }) => name === policyId)?.doubts?.[identifier];
    const depending = doubts === undefined ? "" : `, depending on ${doubts.join(", ")}`;
    return `${policyId}: statement ${identifier} denies it${depending}`;
  });
}

/** That nothing of some policies allows the question, and which doubtful statement could. */
function limitLacks(policies: readonly NamedPolicy[], unmatched: Statements, question: Question): string {
  const names = policies.map(({ name }) => name).join(" and ");
  const doubts = policies.flatMap((policy) => Object.values(policy.doubts ?? {}).flat());
  const close = unmatched.filter(({ actionMatch }) => actionMatch);
  const why = close.map((statement) => mismatch(statement, question));
  const depending = doubts.length === 0 ? [] : [`depending on ${[...new Set(doubts)].join(", ")}`];
  return [`${names}: no statement allows it`, ...why, ...depending].join(", ");
}

/** What an organization's documents refuse: service control policies by their levels, then the permissions boundary. */
function limitParts(analysis: Analysis, question: Question): string[] {
  const { controlPolicies = [], permissionsBoundary } = question;
  const levels = (analysis.scpAnalysis?.ouAnalysis ?? []).map((level, index) => ({
    ...level,
    policies: controlPolicies[index] ?? [],
  }));
  const bounded = analysis.permissionBoundaryAnalysis;
  const all = [
    ...levels,
    ...(bounded === undefined || permissionsBoundary === undefined
      ? []
      : [{ ...bounded, policies: [permissionsBoundary] }]),
  ];
  const denied = all.flatMap(({ policies, denyStatements }) => limitDenies(policies, denyStatements));
  const lacking = all.filter(({ result }) => result === "ImplicitlyDenied");
  return denied.length > 0
    ? denied
    : lacking.map(({ policies, unmatchedStatements }) => limitLacks(policies, unmatchedStatements, question));
}

/** Explains in a sentence which policy decided a question, and why. */
export function explain(analysis: Analysis, question: Question, identity: string): string {
  const identityPolicies = `the policies of ${identity}`;
  const resourcePolicy = question.resourcePolicy?.name ?? "the resource's policy";
  const { identityAnalysis, resourceAnalysis, endpointAnalysis, sessionAnalysis } = analysis;

  if (analysis.result === "Allowed") {
    const policies = (identityAnalysis?.allowStatements ?? []).map(
      ({ policyId }) => `policy ${policyId} of ${identity}`,
    );
    const allowing = (resourceAnalysis?.allowStatements ?? []).length > 0 ? [resourcePolicy] : [];
    return [...policies, ...allowing].join(" and ");
  }
  const limits = limitParts(analysis, question);
  const { blockedBy = [] } = analysis;
  if (blockedBy.length > 0 && blockedBy.every((reason) => reason === "scp" || reason === "pb")) {
    return limits.join("; ");
  }
  const parts = [
    ...limits,
    inTheWay(question.endpointPolicy, endpointAnalysis, question),
    identityAnalysis?.result === "ExplicitlyDenied" && deniedBy(identityPolicies, identityAnalysis.denyStatements),
    denies(resourceAnalysis?.result) &&
      resourceAnalysis !== undefined &&
      deniedBy(resourcePolicy, resourceAnalysis.denyStatements),
    question.principal !== "anonymous" &&
      identityAnalysis?.result === "ImplicitlyDenied" &&
      missingIdentity(identityPolicies, identityAnalysis.unmatchedStatements, question),
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
