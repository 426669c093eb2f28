import type { Condition, DocumentKind, Statement } from "./documents";
import { hasWildcard, isEverything, isLiteral } from "./values";

/**
 * Keys that identify the caller. Source: IAM User Guide, "AWS global condition context keys"; KMS Developer Guide, "AWS
 * KMS condition keys"; SNS Developer Guide, "Amazon SNS policy keys", for the owner in AWS's own policy of a topic.
 */
const callerKeys = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceowner",
  "kms:calleraccount",
];

/** Keys that identify where a call comes from, or for whom an AWS service calls. */
const sourceKeys = [
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourcevpc",
  "aws:sourcevpce",
];

const comparisons = ["ArnEquals", "ArnLike", "StringEquals", "StringEqualsIgnoreCase", "StringLike"];

/**
 * Whether a condition holds only where its key has one of the values. `IfExists` and `ForAllValues` also hold where the
 * key is missing. Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Multivalued context keys".
 */
export function demands({ operator, values }: Condition): boolean {
  return comparisons.includes(operator.replace(/^ForAnyValue:/, "")) && values.length > 0;
}

/**
 * Whether an ARN names its owner: it has an account's id or, since S3 has none there, a whole bucket. In a shorter ARN
 * a wildcard would also match the colons.
 */
export function isNarrowArn(arn: string): boolean {
  return !arn.includes("${") && /^arn:[^:]+:(s3:::[^:*?/]+(\/.*)?$|[^:]+:[^:]*:\d{12}:)/.test(arn);
}

function isNarrow({ key }: Condition, value: string): boolean {
  if (key.endsWith("arn")) {
    return isNarrowArn(value);
  }
  // An organization's paths continue with a pattern after its id.
  return isLiteral(key.endsWith("orgpaths") ? (/^(o-[^/]+)\//.exec(value)?.[1] ?? "") : value);
}

/** Whether a statement is limited to known callers or known places; for endpoints and roles, to known callers. */
export function isNarrowed({ conditions }: Statement, kind: DocumentKind): boolean {
  const keys = kind === "resource" ? [...callerKeys, ...sourceKeys] : callerKeys;
  return conditions.some(
    (condition) =>
      keys.includes(condition.key) &&
      demands(condition) &&
      condition.values.every((value) => isNarrow(condition, value)),
  );
}

/** Whether a statement is limited to known callers wherever AWS knows the caller; without the key, it also matches. */
export function isNarrowedIfKnown(statement: Statement): boolean {
  const conditions = statement.conditions.map(({ operator, ...rest }) => ({
    ...rest,
    operator: operator.replace(/IfExists$/, ""),
  }));
  return isNarrowed({ ...statement, conditions }, "endpoint");
}

/** Whether a statement requires a key, each of whose values is accepted: by default, the same at every request. */
export function demandsKey({ conditions }: Statement, key: string, isGood = isLiteral): boolean {
  return conditions.some(
    (condition) => condition.key === key && demands(condition) && condition.values.every((value) => isGood(value)),
  );
}

/** Whether a statement requires that a key exists, with any value. */
export function demandsPresence({ conditions }: Statement, key: string): boolean {
  return conditions.some(
    ({ operator, key: named, values }) =>
      named === key && operator === "Null" && values.length > 0 && values.every((value) => value === "false"),
  );
}

/** Whether an action of a statement includes another, as `execute-api:*` includes `execute-api:Invoke`. */
export function takesIn(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(text);
}

/** Whether a statement names everybody by `*`, in any form. */
export function namesEverybody({ principals, notPrincipal }: Statement): boolean {
  return notPrincipal || Object.values(principals).some((who) => who.some(isEverything));
}

/**
 * The principal of a statement that isn't a specific one: `*`, or a pattern, which IAM refuses and other services may
 * accept.
 */
export function openPrincipal({ principals }: Statement): string | undefined {
  return Object.values(principals).flat().find(hasWildcard);
}
