import * as v from "valibot";
import { asApiTakes, type Request } from "./requests";
import { type Operation, operationOf, type Shape } from "./service-models";

const record = v.record(v.string(), v.unknown());

/** A value of a query, with what is left of its name. */
type Entry = readonly [path: readonly string[], value: string];

function read(operation: Operation, entries: readonly Entry[], shape: Shape): unknown {
  const whole = entries.find(([path]) => path.length === 0);
  if (whole !== undefined) {
    return whole[1];
  }
  const below = new Map<string, Entry[]>();
  for (const [[head = "", ...rest], value] of entries) {
    below.set(head, [...(below.get(head) ?? []), [rest, value]]);
  }
  if (shape.type === "list") {
    return [...below.values()].map((each) => read(operation, each, operation.shapeOf(shape.member)));
  }
  return Object.fromEntries(
    [...below].map(([head, each]) => {
      const member = Object.keys(shape.members).find((name) => (shape.queried[name] ?? name) === head);
      return member === undefined
        ? [`${head} of the query`, each.map(([, value]) => value)]
        : [member, read(operation, each, operation.shapeOf(shape.members[member]))];
    }),
  );
}

/** A call in EC2's query protocol as the API takes it: `Filter.1.Value.2=…` is the second of the first one's `Values`. */
export function ec2Request(form: URLSearchParams): Request {
  const operation = operationOf(`ec2:${form.get("Action") ?? ""}`);
  const entries = [...form]
    .filter(([name]) => name !== "Action" && name !== "Version")
    .map(([name, value]) => [name.split("."), value] as const);
  const members = v.parse(record, read(operation, entries, operation.input));
  return { operation: operation.name, input: asApiTakes(operation.name, members) };
}
