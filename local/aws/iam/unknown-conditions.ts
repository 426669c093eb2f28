import { isRecord } from "../../../common/is-record";
import type { NamedPolicy } from "./question";

/** How a statement counts whose conditions ask for something that isn't known: for the call, or against it. */
export type Doubt = "pass" | "refuse";

/** What is known of a call. */
export interface Knowledge {
  /** Condition keys by their values. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Keys that the call doesn't have, in lower case; a `*` at the end stands for whatever follows. */
  readonly absent: readonly string[];
  /** Ids that the local AWS made up: such a value is comparable only with others that it made up. */
  readonly inventedIds: ReadonlySet<string>;
}

/** Something in a statement that depends on condition keys. */
interface Dependent {
  readonly keys: readonly string[];
  readonly operator: string;
  readonly values: readonly unknown[];
}

interface Condition extends Dependent {
  readonly key: string;
  readonly value: unknown;
}

interface Parsed {
  readonly statement: Record<string, unknown>;
  readonly conditions: readonly Condition[];
  /** What `Resource` and `NotResource` depend on. */
  readonly resources: Dependent;
}

/** Condition keys that a text takes values from, as in `arn:aws:s3:::${aws:PrincipalAccount}-*`. */
function variablesIn(value: unknown): string[] {
  const text = JSON.stringify(value) ?? "";
  return [...text.matchAll(/\$\{([^}*?$,]+)[^}]*\}/g)].map(([, key = ""]) => key.trim());
}

function conditionsOf({ Condition: block }: Record<string, unknown>): Condition[] {
  return Object.entries(isRecord(block) ? block : {}).flatMap(([operator, tests]) =>
    Object.entries(isRecord(tests) ? tests : {}).map(([key, value]) => ({
      ...{ operator, key, value, values: Array.isArray(value) ? value : [value] },
      keys: [key, ...variablesIn(value)],
    })),
  );
}

const parsedPolicies = new WeakMap<NamedPolicy, readonly Parsed[]>();

function parsed(policy: NamedPolicy): readonly Parsed[] {
  const statements = isRecord(policy.document) ? policy.document.Statement : undefined;
  const known =
    parsedPolicies.get(policy) ??
    (Array.isArray(statements) ? statements : []).filter(isRecord).map((statement) => ({
      statement,
      conditions: conditionsOf(statement),
      resources: { keys: variablesIn([statement.Resource, statement.NotResource]), operator: "", values: [] },
    }));
  parsedPolicies.set(policy, known);
  return known;
}

/** The keys that something depends on, as far as the call's values for them aren't known. */
function unknownKeys({ keys, operator, values }: Dependent, { context, absent, inventedIds }: Knowledge): string[] {
  return keys.filter((key) => {
    const wanted = key.toLowerCase();
    const [, value] = Object.entries(context).find(([name]) => name.toLowerCase() === wanted) ?? [];
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    const isInvented = (one: unknown) => typeof one === "string" && inventedIds.has(one);
    if (given.some(isInvented) && !/^null$/i.test(operator)) {
      return !values.every(isInvented) && !given.every((one) => values.includes(one));
    }
    return (
      value === undefined &&
      !absent.some((name) => (name.endsWith("*") ? wanted.startsWith(name.slice(0, -1)) : wanted === name))
    );
  });
}

/** What each policy is where something isn't known, by what that is and by how doubt counts. */
const settledPolicies = new WeakMap<NamedPolicy, Map<string, NamedPolicy>>();

/**
 * A policy in which every condition that depends on something unknown is taken as met or as not met, by how doubt counts;
 * IAM would take an unknown key as one that the call doesn't have. Statements keep their ids, so each needs one.
 */
export function settled(policy: NamedPolicy, known: Knowledge, doubt: Doubt): NamedPolicy {
  const open = parsed(policy).map(({ conditions, resources }) => ({
    conditions: conditions.map((condition) => unknownKeys(condition, known)),
    resources: unknownKeys(resources, known),
  }));
  if (open.every(({ conditions, resources }) => [...conditions, resources].every(({ length }) => length === 0))) {
    return policy;
  }
  const versions = settledPolicies.get(policy) ?? new Map<string, NamedPolicy>();
  settledPolicies.set(policy, versions);
  const name = JSON.stringify([doubt, open]);
  const version = versions.get(name) ?? settle(policy, open, doubt);
  versions.set(name, version);
  return version;
}

/** Keys that aren't known, by the conditions of a statement, and by its resources. */
interface Open {
  readonly conditions: readonly (readonly string[])[];
  readonly resources: readonly string[];
}

function settle(policy: NamedPolicy, open: readonly Open[], doubt: Doubt): NamedPolicy {
  const doubts: Record<string, readonly string[]> = {};
  const statements = parsed(policy).flatMap(({ statement, conditions }, index) => {
    const { conditions: unknown, resources } = open[index] ?? { conditions: [], resources: [] };
    const keys = [...new Set([...unknown.flat(), ...resources])];
    if (keys.length === 0) {
      return [statement];
    }
    doubts[String(statement.Sid)] = keys;
    // Allow and Deny count the other way round.
    if ((statement.Effect === "Deny") !== (doubt === "refuse")) {
      return [];
    }
    const block: Record<string, Record<string, unknown>> = {};
    for (const { operator, key, value } of conditions.filter((_, number) => unknown[number]?.length === 0)) {
      block[operator] = { ...block[operator], [key]: value };
    }
    const { Condition: _, Resource, NotResource, ...rest } = statement;
    const named = NotResource === undefined ? { Resource } : { NotResource };
    const Condition = Object.keys(block).length === 0 ? {} : { Condition: block };
    return [{ ...rest, ...(resources.length > 0 ? { Resource: "*" } : named), ...Condition }];
  });
  return { name: policy.name, document: { ...Object(policy.document), Statement: statements }, doubts };
}
