import type { Resource } from "../../../policy/support/rule";
import { isRecord } from "../../../policy/support/values";
import { type RequestOf, requestsOfTypes } from "./request-table";
import { type Operation, operationOf, type Shape } from "./service-models";

/** A request as the API takes it. */
export interface Request {
  readonly operation: string;
  readonly input: unknown;
}

/** The member that a property is by its name: both are written alike but for capitals. */
function memberNamed(shape: Shape, property: string): string | undefined {
  return Object.keys(shape.members).find((member) => member.toLowerCase() === property.toLowerCase());
}

/** A map as the list of keys and values that an API has tags in; anything else as it is. */
function tagList(shape: Shape, map: Readonly<Record<string, unknown>>): unknown {
  const [key, value] = [memberNamed(shape, "key"), memberNamed(shape, "value")];
  return key === undefined || value === undefined
    ? map
    : Object.entries(map).map(([name, text]) => ({ [key]: name, [value]: text }));
}

/** A property's value as the API takes it: the provider has texts for numbers and flags, one thing for a list of it, and tags as a map. */
function converted(operation: Operation, value: unknown, shape: Shape): unknown {
  const part = (each: unknown, name: string | undefined) => converted(operation, each, operation.shapeOf(name));
  if (shape.type === "structure" && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([property, each]) => {
        const member = memberNamed(shape, property);
        return member === undefined ? [property, each] : [member, part(each, shape.members[member])];
      }),
    );
  }
  if (shape.type === "list") {
    const list = isRecord(value) ? tagList(operation.shapeOf(shape.member), value) : value;
    return (Array.isArray(list) ? list : [list]).map((each) => part(each, shape.member));
  }
  if (shape.type === "map" && isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, part(each, shape.value)]));
  }
  if (shape.type === "boolean" && (value === "true" || value === "false")) {
    return value === "true";
  }
  const isNumber = ["integer", "long", "double", "float"].includes(shape.type);
  return isNumber && typeof value === "string"
    ? Number(value)
    : shape.type === "string" && typeof value === "number"
      ? String(value)
      : value;
}

/** Members as the API takes them, of properties that are theirs by name and values that may be texts. */
export function asApiTakes(name: string, properties: Readonly<Record<string, unknown>>): unknown {
  const operation = operationOf(name);
  return converted(operation, properties, operation.input);
}

/** Puts a value at a path such as `Policies.PasswordPolicy`. */
function put(input: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = "", ...rest] = path;
  if (rest.length === 0) {
    input[first] = value;
    return;
  }
  const inner: unknown = input[first];
  const next: Record<string, unknown> = isRecord(inner) ? { ...inner } : {};
  put(next, rest, value);
  input[first] = next;
}

/** One request of a resource, and the properties that are in it. */
function requestOf(
  resource: Resource,
  described: RequestOf,
): { readonly request: Request; readonly taken: readonly string[] } {
  const operation = operationOf(described.operation);
  const input: Record<string, unknown> = {};
  const taken: string[] = [];
  for (const [property, value] of Object.entries(resource.props)) {
    const known = described.members?.[property];
    const path = typeof known === "string" ? known : (known?.member ?? memberNamed(operation.input, property));
    if (path !== undefined) {
      taken.push(property);
      put(input, path.split("."), typeof known === "object" ? known.from(value) : value);
    }
  }
  for (const [path, value] of Object.entries(described.adds ?? {})) {
    put(input, path.split("."), value);
  }
  return { request: { operation: operation.name, input: asApiTakes(operation.name, input) }, taken };
}

/**
 * The requests that the provider makes of a resource.
 *
 * @throws Error, when the table doesn't have the type, or no request of it takes a property: its row is to be completed.
 */
export function requestsOf(resource: Resource): Request[] {
  const row = requestsOfTypes[resource.type];
  if (row === undefined) {
    throw new Error(`the table of requests has no ${resource.type}`);
  }
  const { requests, notSent = [] } = row;
  const made = requests
    .filter(({ when }) => when === undefined || resource.props[when] !== undefined)
    .map((described) => requestOf(resource, described));
  const taken = new Set([...made.flatMap((each) => each.taken), ...notSent]);
  const left = Object.keys(resource.props).filter((property) => !taken.has(property));
  if (left.length > 0) {
    throw new Error(`the table of requests doesn't say what becomes of ${left.join(", ")} of ${resource.type}`);
  }
  return made.map(({ request }) => request);
}
