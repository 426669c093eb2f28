import * as v from "valibot";
import { deletion } from "../core/deletion";
import { inventUuid } from "../core/ids";
import { forcesNew, otherJsonText, physicalName, setOf } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { requireUsable } from "../kms/use";
import { refuse } from "../refusals";
import { type Item, type KeyAttribute, type Table, table, tableItem } from "./kinds";

const keyType = v.picklist(["S", "N", "B"]);
const attributeSchema = v.strictObject({ name: v.string(), type: keyType });

/** The table of a name in a place. */
export function findTable(world: World, place: Place, name: string): Resource<Table> | undefined {
  return world.here(table, place).find(({ state }) => state.name === name);
}

function checkAttributes(keys: readonly string[], attributes: readonly KeyAttribute[]): void {
  const names = attributes.map(({ name }) => name);
  if (!keys.every((key) => names.includes(key))) {
    refuse(
      "R55",
      `One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys.join(", ")}], AttributeDefinitions: [${names.join(", ")}]`,
    );
  }
  if (names.length !== keys.length) {
    refuse(
      "R55",
      "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    );
  }
}

const tableType = resourceType(
  table,
  {
    name: forcesNew(physicalName(v.string())),
    billingMode: v.literal("PAY_PER_REQUEST"),
    hashKey: forcesNew(v.string()),
    rangeKey: forcesNew(v.optional(v.string())),
    attributes: setOf(attributeSchema),
    serverSideEncryption: v.optional(v.strictObject({ enabled: v.boolean(), kmsKeyArn: v.optional(v.string()) })),
    pointInTimeRecovery: v.optional(
      v.strictObject({ enabled: v.boolean(), recoveryPeriodInDays: v.optional(v.number()) }),
    ),
    deletionProtectionEnabled: v.optional(v.boolean()),
    tags,
  },
  async (inputs, { account, region }, world, previous) => {
    const { name, hashKey, rangeKey } = inputs;
    if (!/^[\w.-]{3,255}$/.test(name)) {
      refuse(
        "R54",
        `1 validation error detected: Value '${name}' at 'tableName' failed to satisfy constraint: Member must have length between 3 and 255 and satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
      );
    }
    checkAttributes(rangeKey === undefined ? [hashKey] : [hashKey, rangeKey], inputs.attributes);
    if (previous === undefined && findTable(world, { account, region }, name) !== undefined) {
      refuse("R56", `Table already exists: ${name}`);
    }
    const tableId = previous?.state.tableId ?? inventUuid();
    await requireUsable(world, { account, region }, "dynamodb", inputs.serverSideEncryption?.kmsKeyArn);
    return {
      id: name,
      state: { ...inputs, arn: `arn:aws:dynamodb:${region}:${account}:table/${name}`, tableId },
    };
  },
  { bookkeeping: ["tableId"] },
);

const itemSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.record(
    v.string(),
    v.pipe(
      v.record(v.string(), v.unknown()),
      v.check((value) => Object.keys(value).length === 1),
    ),
  ),
);

function readItem(text: string): Item {
  const parsed = v.safeParse(itemSchema, text);
  return parsed.success ? parsed.output : refuse("R58", "The item isn't JSON of attributes with their types");
}

/** An item's key, each attribute of the type that the table declares. */
function keyOf(item: Item, { hashKey, rangeKey, attributes }: Table): Item {
  const keys = rangeKey === undefined ? [hashKey] : [hashKey, rangeKey];
  const entries = keys.map((key) => {
    const value = item[key];
    if (value === undefined) {
      return refuse("R58", `One or more parameter values were invalid: Missing the key ${key} in the item`);
    }
    const [actual = ""] = Object.keys(value);
    const expected = attributes.find(({ name }) => name === key)?.type;
    if (actual !== expected) {
      refuse(
        "R58",
        `One or more parameter values were invalid: Type mismatch for key ${key} expected: ${expected} actual: ${actual}`,
      );
    }
    if (value[actual] === "") {
      refuse(
        "R58",
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${key}`,
      );
    }
    return [key, value] as const;
  });
  return Object.fromEntries(entries);
}

const tableItemType = resourceType(
  tableItem,
  {
    tableName: forcesNew(v.string()),
    hashKey: forcesNew(v.string()),
    rangeKey: forcesNew(v.optional(v.string())),
    item: otherJsonText,
  },
  (inputs, place, world, previous) => {
    const found = findTable(world, place, inputs.tableName);
    if (found === undefined) {
      return refuse("R57", "Requested resource not found");
    }
    const key = keyOf(readItem(inputs.item), found.state);
    const keyText = JSON.stringify(key);
    const taken = world
      .here(tableItem, place)
      .some(
        ({ urn, state }) => urn !== previous?.urn && state.tableName === inputs.tableName && state.keyText === keyText,
      );
    if (taken) {
      // The provider writes a new item on condition that its key is free.
      refuse("R59", "The conditional request failed");
    }
    // The provider moves an item to another key and keeps the id by which the engine knows it.
    const id = previous?.id ?? [inputs.tableName, ...Object.values(key).flatMap(Object.values)].join("|");
    return { id, state: { ...inputs, key, keyText } };
  },
  { bookkeeping: ["key", "keyText"] },
);

export const dynamoDb: ServiceResources = {
  types: [tableType, tableItemType],
  deletions: [
    deletion(table, {
      check(_world, { state }) {
        if (state.deletionProtectionEnabled === true) {
          refuse(
            "R99",
            "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
          );
        }
      },
      takes: (world, found) => world.here(tableItem, found).filter(({ state }) => state.tableName === found.state.name),
    }),
  ],
};
