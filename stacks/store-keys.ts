import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { placeIn } from "../common/arn";
import { type Mistake, reason } from "../common/validation";
import { type Store, type StoreKeys, stores } from "../infra/keys/stores";
import { configKey } from "../infra/support/config-key";
import { flag, keyArn } from "../infra/support/schemas";

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
    ...(createKey ? createKeyMistakes(config, kept) : []),
  ];
}

/** What is wrong with a key that is to be made. */
function createKeyMistakes(config: KeyedStack, kept: readonly Store[]): Mistake[] {
  const refused = (reason: string): Mistake[] => [{ property: "createKey", reason }];
  if (config.kmsKeyArn !== undefined) {
    return refused("is true, and kmsKeyArn names a key for everything: remove one of the two");
  }
  if (kept.length === 0) {
    return refused(`has no effect: this ${config.role}'s stack keeps nothing that a key encrypts; remove it`);
  }
  return storesOfMadeKey(config).length === 0
    ? refused("has no effect: kmsKeyArns names a key for everything that it would encrypt; remove it")
    : [];
}

/**
 * What the key that a stack makes encrypts. The configuration of a model's instances is named by its key, which a key that
 * is still to be made can't do.
 */
export function storesOfMadeKey(config: KeyedStack): readonly Store[] {
  const { keyless } = namedKeys(config);
  return config.role === "parent" ? keyless.filter((store) => store !== "fileSystems") : keyless;
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
