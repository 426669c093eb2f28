import { isDeepStrictEqual } from "node:util";
import type * as v from "valibot";
import { isRecord } from "../../../common/is-record";
import { defaultOf, entriesOf, itemOf, marksOf } from "../core/resource-marks";
import { isSameJson, isSamePolicy } from "./policy-json";

/** AWS treats an empty value as absent. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    value === false ||
    (isRecord(value) && Object.keys(value).length === 0)
  );
}

/** Whether every wanted item matches a distinct one, in any order. More specific items choose first. */
function isSameSet(schema: v.GenericSchema, have: readonly unknown[], want: readonly unknown[]): boolean {
  const left = [...have];
  const length = (item: unknown) => JSON.stringify(item)?.length ?? 0;
  const demanding = [...want].sort((one, other) => length(other) - length(one));
  return (
    have.length === want.length &&
    demanding.every((item) => {
      const found = left.findIndex((other) => isSameItem(schema, 0, other, item));
      return found !== -1 && left.splice(found, 1).length === 1;
    })
  );
}

function isSameItem(schema: v.GenericSchema, index: number, have: unknown, want: unknown): boolean {
  const item = itemOf(schema, index);
  return item === undefined ? isDeepStrictEqual(have, want) : isSameValue(item, have, want, undefined);
}

function isSameList(schema: v.GenericSchema, have: readonly unknown[], want: readonly unknown[]): boolean {
  return have.length === want.length && want.every((item, index) => isSameItem(schema, index, have[index], item));
}

/**
 * Whether a resource has the wanted value of an input.
 *
 * @param have what AWS has.
 * @param want what the program asks for now; undefined is the default, and AWS's own choice where there is none.
 * @param before what the program asked for last.
 */
export function isSameValue(schema: v.GenericSchema, have: unknown, want: unknown, before: unknown): boolean {
  const usual = defaultOf(schema);
  const wanted = want ?? usual;
  const had = have ?? usual;
  if (wanted === undefined) {
    return isEmpty(had) || isEmpty(before);
  }
  if (isEmpty(wanted) || isEmpty(had)) {
    return isEmpty(wanted) && isEmpty(had);
  }
  return isSameContent(schema, had, wanted, before);
}

function isSameContent(schema: v.GenericSchema, had: unknown, wanted: unknown, before: unknown): boolean {
  const { unordered, json } = marksOf(schema);
  if (json !== undefined) {
    return json === "policy" ? isSamePolicy(had, wanted) : isSameJson(had, wanted);
  }
  if (Array.isArray(wanted) && Array.isArray(had)) {
    return unordered ? isSameSet(schema, had, wanted) : isSameList(schema, had, wanted);
  }
  const entries = entriesOf(schema);
  if (entries !== undefined && isRecord(wanted) && isRecord(had)) {
    return Object.entries(entries).every(([key, entry]) =>
      isSameValue(entry, had[key], wanted[key], isRecord(before) ? before[key] : undefined),
    );
  }
  return isDeepStrictEqual(had, wanted);
}
