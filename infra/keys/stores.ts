/** Kinds of what a stack keeps. */
export const stores = ["tables", "logs", "buckets", "fileSystems", "functions"] as const;

/** A kind of what a stack keeps. */
export type Store = (typeof stores)[number];

/**
 * What a stack keeps, by kind, with the services that use a kind's key on behalf of their callers, as
 * `kms:ViaService` names them.
 *
 * Source: KMS Developer Guide, "AWS KMS condition keys", `kms:ViaService`; SageMaker API, CreateDomain, `KmsKeyId`, which
 * encrypts the domain's file system and the volumes of its apps.
 */
export const storeServices: Readonly<Record<Store, readonly string[]>> = {
  tables: ["dynamodb"],
  logs: ["logs"],
  buckets: ["s3"],
  fileSystems: ["ec2", "elasticfilesystem", "sagemaker"],
  functions: ["lambda"],
};

/** A stack's keys: for each kind the ARN of its key; without one, AWS's usual encryption. */
export type StoreKeys<Arn> = Readonly<Partial<Record<Store, Arn>>>;
