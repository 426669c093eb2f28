import * as v from "valibot";
import { isRecord } from "../../../common/is-record";

/** What Pulumi's provider `aws` knows of an input beyond its type. */
type Marks = {
  /** Another value replaces the resource: AWS can't change it. */
  readonly forcesNew?: boolean;
  /** The name by which AWS knows the resource, which two can't have at once. */
  readonly physicalName?: boolean;
  /** A list whose order has no meaning. */
  readonly unordered?: boolean;
  /** JSON text that is compared by meaning: a policy or anything else. */
  readonly json?: "policy" | "other";
};

function marked<const S extends v.GenericSchema, const M extends Marks>(schema: S, marks: M) {
  return v.pipe(schema, v.metadata({ ...marks }));
}

/** An input that AWS can't change: another value replaces the resource. Source: the provider's schema, `ForceNew`. */
export function forcesNew<const S extends v.GenericSchema>(schema: S) {
  return marked(schema, { forcesNew: true });
}

/**
 * The name by which AWS knows a resource, which two can't have at once. A resource that keeps it is deleted before the
 * one that replaces it is made, as Pulumi does for the types that it can name itself.
 */
export function physicalName<const S extends v.GenericSchema>(schema: S) {
  return marked(schema, { physicalName: true });
}

/** A list without order: AWS gives it back in its own. Source: the provider's schema, `TypeSet`. */
export function setOf<const S extends v.GenericSchema>(item: S) {
  return marked(v.array(item), { unordered: true });
}

/** A policy as AWS takes it in requests: JSON text. */
export const jsonText = marked(v.string(), { json: "policy" });

/** JSON text that isn't a policy. */
export const otherJsonText = marked(v.string(), { json: "other" });

function isSchema(value: unknown): value is v.GenericSchema {
  return isRecord(value) && value.kind === "schema";
}

/** The schema inside of one that lets a value be absent. */
function wrappedIn(schema: v.GenericSchema): v.GenericSchema | undefined {
  return "wrapped" in schema && isSchema(schema.wrapped) ? schema.wrapped : undefined;
}

/** The marks of a schema, and of what it lets be absent. */
export function marksOf(schema: v.GenericSchema): Marks {
  const wrapped = wrappedIn(schema);
  return { ...(wrapped !== undefined && marksOf(wrapped)), ...v.getMetadata(schema) };
}

/** The default of a value that a program omits; undefined when AWS decides. */
export function defaultOf(schema: v.GenericSchema): unknown {
  return "default" in schema ? schema.default : undefined;
}

/** The schema of each member, where a schema is of an object with known members. */
export function entriesOf(schema: v.GenericSchema): Readonly<Record<string, v.GenericSchema>> | undefined {
  const inner = wrappedIn(schema);
  if (inner !== undefined) {
    return entriesOf(inner);
  }
  if (!("entries" in schema) || !isRecord(schema.entries)) {
    return undefined;
  }
  const entries = Object.entries(schema.entries).flatMap(([key, entry]) =>
    isSchema(entry) ? [[key, entry] as const] : [],
  );
  return Object.fromEntries(entries);
}

/** The schema of the item at a place, where a schema is of a list. */
export function itemOf(schema: v.GenericSchema, index: number): v.GenericSchema | undefined {
  const inner = wrappedIn(schema);
  if (inner !== undefined) {
    return itemOf(inner, index);
  }
  if ("item" in schema && isSchema(schema.item)) {
    return schema.item;
  }
  const item: unknown = "items" in schema && Array.isArray(schema.items) ? schema.items[index] : undefined;
  return isSchema(item) ? item : undefined;
}
