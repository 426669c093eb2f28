import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type * as v from "valibot";
import { isRecord } from "../../../common/is-record";
import { entriesOf, itemOf, marksOf } from "../core/resource-marks";
import { returnedPolicy } from "./policy-json";

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** The items of a set as AWS lists them: the same each time, and never as the program did. */
function inAnotherOrder(given: readonly unknown[]): unknown[] {
  const sorted = [...given].sort((one, other) => (digest(one) < digest(other) ? -1 : 1));
  return isDeepStrictEqual(sorted, given) ? sorted.reverse() : sorted;
}

/** The members of a value that there are; what the engine takes has no `undefined`. */
export function present(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(present(value)).map(([key, member]) => [key, plain(member)]))
    : value;
}

/** What AWS gives back of an input: sets in its own order, and policies as it writes them. */
export function returnedValue(schema: v.GenericSchema | undefined, value: unknown): unknown {
  if (schema === undefined) {
    return plain(value);
  }
  const { unordered, json } = marksOf(schema);
  if (typeof value === "string") {
    return json === "policy" ? returnedPolicy(value) : value;
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => returnedValue(itemOf(schema, index), item));
    return unordered ? inAnotherOrder(items) : items;
  }
  const entries = entriesOf(schema);
  return entries !== undefined && isRecord(value)
    ? Object.fromEntries(
        Object.entries(present(value)).map(([key, member]) => [key, returnedValue(entries[key], member)]),
      )
    : plain(value);
}
