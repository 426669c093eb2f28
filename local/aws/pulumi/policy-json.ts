import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../../common/is-record";

function parse(text: unknown): unknown {
  if (typeof text !== "string") {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** To IAM a list of one is its item, and the order of a list has no meaning. */
function canonicalList(list: readonly unknown[], canonicalItem: (item: unknown) => unknown): unknown {
  const items = list.map(canonicalItem);
  const [only, ...others] = items;
  const text = (item: unknown) => JSON.stringify(item);
  return others.length === 0 ? only : items.sort((one, other) => (text(one) < text(other) ? -1 : 1));
}

function canonicalRecord(
  value: unknown,
  canonicalMember: (key: string, member: unknown) => unknown,
): Record<string, unknown> {
  const entries = Object.entries(isRecord(value) ? value : {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, canonicalMember(key, member)]));
}

/** An account is named by its id or by its root. Source: IAM User Guide, "AWS account principals". */
function canonicalPrincipal(value: unknown): unknown {
  return typeof value === "string" && /^\d{12}$/.test(value) ? `arn:aws:iam::${value}:root` : value;
}

function canonicalValues(value: unknown, canonicalItem: (item: unknown) => unknown = (item) => item): unknown {
  return canonicalList(Array.isArray(value) ? value : [value], canonicalItem);
}

function canonicalMember(key: string, value: unknown): unknown {
  switch (key) {
    case "Action":
    case "NotAction":
    case "Resource":
    case "NotResource":
      return canonicalValues(value);
    case "Principal":
    case "NotPrincipal":
      return isRecord(value)
        ? canonicalRecord(value, (_, principals) => canonicalValues(principals, canonicalPrincipal))
        : value;
    case "Condition":
      return canonicalRecord(value, (_, condition) =>
        canonicalRecord(condition, (_key, values) => canonicalValues(values, String)),
      );
    default:
      return value;
  }
}

function canonicalDocument(document: unknown): unknown {
  if (!isRecord(document)) {
    return document;
  }
  const { Statement } = document;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return canonicalRecord({ ...document, Statement: statements }, (key, value) =>
    key === "Statement" && Array.isArray(value)
      ? value.map((statement) => canonicalRecord(statement, canonicalMember))
      : value,
  );
}

/**
 * A policy's text as AWS gives it back: keys and lists in an order of its own, lists of one as their item, and accounts
 * by their root's ARN. Text that isn't JSON stays as it is.
 */
export function returnedPolicy(text: string): string {
  const document = parse(text);
  return document === text ? text : JSON.stringify(canonicalDocument(document));
}

/** Whether two policies' texts mean the same. Source: the provider's `SuppressEquivalentPolicyDiffs`. */
export function isSamePolicy(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(canonicalDocument(parse(one)), canonicalDocument(parse(other)));
}

/** Whether two JSON texts hold the same values. */
export function isSameJson(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(parse(one), parse(other));
}
