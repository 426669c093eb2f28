import { type PolicyDocument, policy, type Statement } from "../support/policy-document";
import { type Store, storeServices } from "./stores";

/** Where a key is, and what it encrypts. */
export interface KeyUse {
  /** Id of the key's account, 12 digits. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** What it encrypts, at least one kind. */
  readonly stores: readonly Store[];
}

/** What reading and writing takes. */
const use = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

// `*` as a resource of a key's policy is the key itself.
const thisKey = { Resource: "*" };

/** The log service writes every event that arrives, for any sender, and only into log groups of the account. */
function logService({ account, region }: KeyUse): Statement {
  return {
    Sid: "LogService",
    Effect: "Allow",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: use,
    ...thisKey,
    // `*`: every log group of the account, since SageMaker makes some of its own.
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:*` } },
  };
}

/**
 * The policy of a key for what a stack keeps. As with AWS's own keys for a service, nobody uses it but through the
 * services that keep the data, and there every caller of the account whom the service itself lets in; so no role needs a
 * permission for the key besides.
 *
 * Source: KMS Developer Guide, "Default key policy" and "Grants for AWS services"; DynamoDB Developer Guide, "DynamoDB
 * encryption at rest: How it works"; CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS",
 * which has both the service itself and its callers use the key; Lambda Developer Guide, "Securing Lambda environment
 * variables".
 */
export function keyPolicy(given: KeyUse): PolicyDocument {
  const { account, region, stores } = given;
  const services = stores.flatMap((store) => storeServices[store].map((name) => `${name}.${region}.amazonaws.com`));
  const throughServices = { "kms:CallerAccount": account, "kms:ViaService": [...services].sort() };
  // `*`: any caller of the account that the condition names, through the services that it names.
  const callers = { Effect: "Allow", Principal: { AWS: "*" } } as const;
  return policy(
    {
      Sid: "AdministerByIam",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      // `*`: the account's administrators, by their own permissions. A key that nobody administers is lost.
      Action: "kms:*",
      ...thisKey,
    },
    {
      Sid: "UseThroughServices",
      ...callers,
      Action: use,
      ...thisKey,
      Condition: { StringEquals: throughServices },
    },
    {
      Sid: "GrantToServices",
      ...callers,
      Action: "kms:CreateGrant",
      ...thisKey,
      Condition: { StringEquals: throughServices, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    ...(stores.includes("logs") ? [logService(given)] : []),
  );
}
