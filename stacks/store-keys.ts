import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { placeIn } from "../common/arn";
import { type Mistake, reason } from "../common/validation";
import { type Store, type StoreKeys, stores } from "../infra/keys/stores";
import { configKey } from "../infra/support/config-key";
import { flag } from "../infra/support/schemas";
import { text } from "../infra/support/text";

/** Source: KMS Developer Guide, "Key identifiers": a key's ARN, with the id of a multi-Region key as well. */
const keyArn = text(
  /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  "give a key's ARN, arn:aws:kms:<region>:<account>:key/<id>; an alias may come to name another key",
);

const kinds = `${stores.slice(0, -1).join(", ")} and ${stores.at(-1)}`;

function byStoreMessage({ input, expected }: v.StrictObjectIssue): string {
  return expected === "never"
    ? `is not a kind of what stacks keep: give a map of ${kinds}, each with a key's ARN`
    : reason(input, `give a map of ${kinds}, each with a key's ARN`);
}

/** The keys of config that decide what encrypts a stack's data. */
export const storeKeyConfig = {
  kmsKeyArn: configKey(
    v.optional(keyArn),
    "ARN of the KMS key that encrypts what the stack keeps: tables, logs, buckets, Studio's file systems, the volumes of models' instances and functions' environments; empty means AWS's usual encryption",
  ),
  kmsKeyArns: configKey(
    v.optional(v.strictObject(v.entriesFromList(stores, v.optional(keyArn)), byStoreMessage), {}),
    `ARNs of KMS keys by what they encrypt, in place of kmsKeyArn: a map of ${kinds}`,
  ),
  createKey: configKey(
    v.optional(flag, false),
    "Create a KMS key, which AWS rotates each year, for what the stack keeps, except where kmsKeyArns names another key",
  ),
};

/** What a stack's config has of keys. */
export interface KeyedStack {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly role: string;
  readonly sharedStack?: string | undefined;
  /** What a parent hosts. */
  readonly models?: readonly { readonly instance?: object | undefined }[] | undefined;
  readonly sampleModel?: boolean | undefined;
  readonly kmsKeyArn?: string | undefined;
  readonly kmsKeyArns: StoreKeys<string | undefined>;
  readonly createKey: boolean;
}

/** What a parent keeps: its models' logs, the sample's bucket, and the volumes of instances, which have file systems. */
function storesOfModels({ models = [], sampleModel = false }: Pick<KeyedStack, "models" | "sampleModel">): Store[] {
  return [
    ...(models.length > 0 || sampleModel ? (["logs"] as const) : []),
    ...(sampleModel ? (["buckets"] as const) : []),
    ...(models.some(({ instance }) => instance !== undefined) ? (["fileSystems"] as const) : []),
  ];
}

/** What a stack keeps, which a key can encrypt. */
export function storesOf(stack: Pick<KeyedStack, "role" | "sharedStack" | "models" | "sampleModel">): readonly Store[] {
  const { role, sharedStack } = stack;
  if (role === "parent") {
    return storesOfModels(stack);
  }
  const inference: readonly Store[] = ["logs", "functions"];
  return role === "shared"
    ? ["tables", ...inference]
    : sharedStack === undefined
      ? inference
      : [...inference, "buckets", "fileSystems"];
}

function placeMistakes(property: string, arn: string | undefined, { account, region }: KeyedStack): Mistake[] {
  const { region: place, account: owner } = placeIn(arn ?? "");
  return arn === undefined || (place === region && owner === account)
    ? []
    : [
        {
          property,
          reason: reason(
            arn,
            `it is a key of account ${owner} in ${place}, and this stack is in account ${account} and ${region}; name a key there`,
          ),
        },
      ];
}

/** What is wrong with a stack's keys, besides how they are written. */
export function storeKeyMistakes(config: KeyedStack): Mistake[] {
  const { role, kmsKeyArn, kmsKeyArns, createKey } = config;
  const kept = storesOf(config);
  return [
    ...placeMistakes("kmsKeyArn", kmsKeyArn, config),
    ...stores.flatMap((store) => placeMistakes(`kmsKeyArns.${store}`, kmsKeyArns[store], config)),
    ...stores
      .filter((store) => kmsKeyArns[store] !== undefined && !kept.includes(store))
      .map((store) => ({
        property: `kmsKeyArns.${store}`,
        reason: `has no effect: this ${role}'s stack keeps ${kept.length === 0 ? "nothing that a key encrypts" : `only ${kept.join(", ")}`}; remove it`,
      })),
    ...(createKey && kmsKeyArn !== undefined
      ? [{ property: "createKey", reason: "is true, and kmsKeyArn names a key for everything: remove one of the two" }]
      : []),
  ];
}

/** The keys that a stack's config names, and what it keeps without one. */
export function namedKeys(config: KeyedStack): {
  readonly named: StoreKeys<string>;
  readonly keyless: readonly Store[];
} {
  const { kmsKeyArn, kmsKeyArns } = config;
  const kept = storesOf(config).map((store) => [store, kmsKeyArns[store] ?? kmsKeyArn] as const);
  return {
    named: Object.fromEntries(kept.flatMap(([store, arn]) => (arn === undefined ? [] : [[store, arn]]))),
    keyless: kept.flatMap(([store, arn]) => (arn === undefined ? [store] : [])),
  };
}

/** What each type of resource that keeps data gets of its key. */
export function keyedInputs(keys: StoreKeys<pulumi.Input<string>>): Readonly<Record<string, object | false>> {
  const { tables, logs, buckets, fileSystems, functions } = keys;
  const encryption = { sseAlgorithm: "aws:kms", kmsMasterKeyId: buckets };
  return {
    "aws:dynamodb/table:Table": tables !== undefined && {
      serverSideEncryption: { enabled: true, kmsKeyArn: tables },
    },
    "aws:cloudwatch/logGroup:LogGroup": logs !== undefined && { kmsKeyId: logs },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": buckets !== undefined && {
      // S3 asks KMS once for many objects.
      rules: [{ applyServerSideEncryptionByDefault: encryption, bucketKeyEnabled: true }],
    },
    "aws:sagemaker/domain:Domain": fileSystems !== undefined && { kmsKeyId: fileSystems },
    "aws:lambda/function:Function": functions !== undefined && { kmsKeyArn: functions },
  };
}
