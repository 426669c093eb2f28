import type { Condition, DocumentKind, Statement } from "./documents";
import { hasWildcard, isEverything } from "./values";

/** Keys that say who calls. Source: IAM User Guide, "AWS global condition context keys". */
const callerKeys = ["aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths"];

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

/** An ARN is narrow where it names the account, or, as S3 has none, the bucket. */
function isNarrowArn(arn: string): boolean {
  const [, , , , account = "", resource = ""] = arn.split(":");
  return account === "" ? /^[^*?]/.test(resource) : !hasWildcard(account);
}

function isNarrow({ key }: Condition, value: string): boolean {
  return key.endsWith("arn") ? isNarrowArn(value) : /^[^*?]/.test(value);
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

/** Whether a statement demands a key, with no value that stands for everything. */
export function demandsKey({ conditions }: Statement, key: string): boolean {
  return conditions.some(
    (condition) => condition.key === key && demands(condition) && !condition.values.some(isEverything),
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

/** Everybody whom a statement names by `*`, in whichever way. */
export function namesEverybody({ principals, notPrincipal }: Statement): boolean {
  return notPrincipal || Object.values(principals).some((who) => who.some(isEverything));
}
