import * as v from "valibot";
import { deletion } from "../core/deletion";
import { inventUuid } from "../core/ids";
import { forcesNew, jsonText, physicalName } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import { readDocument } from "../iam";
import { refuse } from "../refusals";
import { alias, key } from "./kinds";
import { requireAdministered } from "./use";

/** A key for encryption by one secret. Source: KMS API, CreateKey. */
const keyType = resourceType(
  key,
  {
    description: v.pipe(v.string(), v.maxLength(8192)),
    policy: jsonText,
    enableKeyRotation: v.optional(v.boolean(), false),
    deletionWindowInDays: v.pipe(v.number(), v.minValue(7), v.maxValue(30)),
    tags,
  },
  async (inputs, place, _, previous) => {
    readDocument(inputs.policy);
    const keyId = previous?.state.keyId ?? inventUuid();
    const state = { ...inputs, keyId, arn: `arn:aws:kms:${place.region}:${place.account}:key/${keyId}` };
    await requireAdministered(place, state);
    return { id: keyId, state };
  },
);

/** Source: KMS API, CreateAlias. */
const aliasType = resourceType(
  alias,
  { name: forcesNew(physicalName(v.string())), targetKeyId: v.string() },
  (inputs, place, world, previous) => {
    const { name, targetKeyId } = inputs;
    if (!/^alias\/(?!aws\/)[\w/-]{1,250}$/.test(name)) {
      refuse("R16", `Value '${name}' at 'aliasName' failed to satisfy constraint`);
    }
    const arn = `arn:aws:kms:${place.region}:${place.account}:${name}`;
    if (previous === undefined && world.here(alias, place).some(({ state }) => state.name === name)) {
      refuse("R161", `An alias with the name ${arn} already exists`);
    }
    if (!world.here(key, place).some(({ id }) => id === targetKeyId)) {
      refuse("R160", `Key 'arn:aws:kms:${place.region}:${place.account}:key/${targetKeyId}' does not exist`);
    }
    return { id: name, state: { ...inputs, arn } };
  },
);

export const kms: ServiceResources = {
  types: [keyType, aliasType],
  deletions: [deletion(key, {}), deletion(alias, {})],
};
