import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";

const shape = v.strictObject({
  type: v.picklist([
    "blob",
    "boolean",
    "double",
    "float",
    "integer",
    "list",
    "long",
    "map",
    "string",
    "structure",
    "timestamp",
  ]),
  required: v.optional(v.array(v.string()), []),
  min: v.optional(v.number()),
  max: v.optional(v.number()),
  pattern: v.optional(v.string()),
  enum: v.optional(v.array(v.string())),
  member: v.optional(v.string()),
  key: v.optional(v.string()),
  value: v.optional(v.string()),
  members: v.optional(v.record(v.string(), v.string()), {}),
  /** Members whose names in EC2's queries are others. */
  queried: v.optional(v.record(v.string(), v.string()), {}),
});

/** AWS's model of a value: its type, its limits, and the names of the shapes that it is made of. */
export type Shape = v.InferOutput<typeof shape>;

const extract = v.strictObject({
  notice: v.string(),
  botocore: v.string(),
  services: v.record(
    v.string(),
    v.strictObject({ operations: v.record(v.string(), v.string()), shapes: v.record(v.string(), shape) }),
  ),
});

/** The extract of AWS's service models that `extract.py` makes of botocore. */
export const { botocore, services } = v.parse(
  extract,
  JSON.parse(readFileSync(path.resolve(__dirname, "../models.json"), "utf8")),
);

/** An operation of AWS, such as `iam:CreateRole`, with its input's shape and the look-up of shapes by name. */
export interface Operation {
  readonly name: string;
  readonly input: Shape;
  shapeOf(name: string | undefined): Shape;
}

/** The operation of a service that is called so but for capitals; as it was given, when the extract has none. */
export function operationNamed(service: string, name: string): string {
  const names = Object.keys(services[service]?.operations ?? {});
  return `${service}:${names.find((each) => each.toLowerCase() === name) ?? name}`;
}

/** @throws Error, when the extract doesn't have the operation. */
export function operationOf(name: string): Operation {
  const [service = "", operation = ""] = name.split(":");
  const model = services[service];
  const shapeOf = (wanted = "") => {
    const found = model?.shapes[wanted];
    if (found === undefined) {
      throw new Error(`models.json has no ${name}: list it in operations.json and run npm run models -- --write`);
    }
    return found;
  };
  return { name, input: shapeOf(model?.operations[operation]), shapeOf };
}
