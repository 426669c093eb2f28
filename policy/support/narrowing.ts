import type { Condition, DocumentKind, Statement } from "./documents";
import { hasWildcard, isEverything, isLiteral } from "./values";

/**
 * Keys that say who calls. Source: IAM User Guide, "AWS global condition context keys"; KMS Developer Guide, "AWS KMS
 * condition keys"; SNS Developer Guide, "Amazon SNS policy keys", for the owner in AWS's own policy of a topic.
 */
const callerKeys = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceowner",
  "kms:calleraccount",
];

/** Keys that say where a call comes from, or for whom a service of AWS calls. */
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
 * Whether an ARN says whose it is: it has an account's id in its place, or, as S3 has none there, a whole bucket. In a
 * shorter one a wildcard would take in the colons.
 */
export function isNarrowArn(arn: string): boolean {
  return !arn.includes("${") && /^arn:[^:]+:(s3:::[^:*?/]+(\/.*)?$|[^:]+:[^:]*:\d{12}:)/.test(arn);
}

function isNarrow({ key }: Condition, value: string): boolean {
  if (key.endsWith("arn")) {
    return isNarrowArn(value);
  }
  // An organization's paths go on in a pattern after its id.
  return isLiteral(key.endsWith("orgpaths") ? (/^(o-[^/]+)\//.exec(value)?.[1] ?? "") : value);
}

/** Whether a statement is narrowed to known callers, or known places; of endpoints and roles it must be the callers. */
export function isNarrowed({ conditions }: Statement, kind: DocumentKind): boolean {
  const keys = kind === "resource" ? [...callerKeys, ...sourceKeys] : callerKeys;
  return conditions.some(
    (condition) =>
      keys.includes(condition.key) &&
      demands(condition) &&
      condition.values.every((value) => isNarrow(condition, value)),
  );
}

/** Whether a statement is narrowed to known callers wherever AWS says who calls; where no key is there, it holds as well. */
export function isNarrowedIfKnown(statement: Statement): boolean {
  const conditions = statement.conditions.map(({ operator, ...rest }) => ({
    ...rest,
    operator: operator.replace(/IfExists$/, ""),
  }));
  return isNarrowed({ ...statement, conditions }, "endpoint");
}

/** Whether a statement demands a key, each of whose values is good: the same at every request, unless told otherwise. */
export function demandsKey({ conditions }: Statement, key: string, isGood = isLiteral): boolean {
  return conditions.some(
    (condition) => condition.key === key && demands(condition) && condition.values.every((value) => isGood(value)),
  );
}

/** Whether a statement demands that a key is there, with whatever value. */
export function demandsPresence({ conditions }: Statement, key: string): boolean {
  return conditions.some(
    ({ operator, key: named, values }) =>
      named === key && operator === "Null" && values.length > 0 && values.every((value) => value === "false"),
  );
}

/** Whether an action of a statement takes in another, such as `execute-api:*` takes in `execute-api:Invoke`. */
export function takesIn(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(text);
}

/** Whether a statement names everybody by `*`, in whichever way. */
export function namesEverybody({ principals, notPrincipal }: Statement): boolean {
  return notPrincipal || Object.values(principals).some((who) => who.some(isEverything));
}

/** The principal of a statement that isn't a certain one: `*`, or a pattern, which IAM refuses and other services may take. */
export function openPrincipal({ principals }: Statement): string | undefined {
  return Object.values(principals).flat().find(hasWildcard);
}
