import * as v from "valibot";
import type { Context } from "../iam/context";

const attributes = v.record(v.string(), v.record(v.string(), v.unknown()));
type Attributes = v.InferOutput<typeof attributes>;

const byKey = v.object({ Key: attributes });
const byItem = v.object({ Item: attributes });
const batch = v.array(v.union([v.object({ PutRequest: byItem }), v.object({ DeleteRequest: byKey })]));
const query = v.object({
  KeyConditionExpression: v.string(),
  ExpressionAttributeNames: v.optional(v.record(v.string(), v.string()), {}),
  ExpressionAttributeValues: v.optional(attributes, {}),
});

function keyValue(hashKey: string, item: Attributes): string[] {
  return Object.values(item[hashKey] ?? {}).filter((value) => typeof value === "string");
}

/** The hash key's value in a query, which always compares it by `=`. */
function queriedValue(hashKey: string, members: v.InferOutput<typeof query>): string[] {
  const { KeyConditionExpression: expression, ExpressionAttributeNames: names } = members;
  const equations = [...expression.matchAll(/(?<name>[#\w.-]+)\s*=\s*(?<value>:\w+)/g)];
  const found = equations.find(({ groups }) => (names[groups?.name ?? ""] ?? groups?.name) === hashKey);
  const value = members.ExpressionAttributeValues[found?.groups?.value ?? ""];
  return value === undefined ? [] : keyValue(hashKey, { [hashKey]: value });
}

function valuesIn(operation: string, hashKey: string, members: unknown): string[] {
  const read = <S extends v.GenericSchema, T>(schema: S, use: (parsed: v.InferOutput<S>) => T[]): T[] => {
    const parsed = v.safeParse(schema, members);
    // DynamoDB refuses an item without a key.
    return parsed.success ? use(parsed.output) : [];
  };
  switch (operation) {
    case "GetItem":
    case "DeleteItem":
    case "UpdateItem":
      return read(byKey, ({ Key }) => keyValue(hashKey, Key));
    case "PutItem":
      return read(byItem, ({ Item }) => keyValue(hashKey, Item));
    case "Query":
      return read(query, (parsed) => queriedValue(hashKey, parsed));
    case "BatchWriteItem":
      return read(batch, (requests) =>
        requests.flatMap((request) =>
          keyValue(hashKey, "PutRequest" in request ? request.PutRequest.Item : request.DeleteRequest.Key),
        ),
      );
    default:
      return [];
  }
}

/** `dynamodb:LeadingKeys` of an operation: the values of the hash keys that it is about, where it is about some. */
export function leadingKeys(operation: string, hashKey: string, members: unknown): Context {
  const values = valuesIn(operation, hashKey, members);
  return values.length === 0 ? {} : { "dynamodb:LeadingKeys": values };
}
