import type { Session } from "../core/sessions";
import type { Place, Resource, World } from "../core/world";
import type { Call } from "../iam/authorize";
import { decisionOf } from "../iam/decision";
import type { Role } from "../iam/kinds";
import type { NamedPolicy } from "../iam/question";
import { roleMay } from "../iam/role-permissions";
import { refuse } from "../refusals";
import { type Key, key } from "./kinds";

/** What a service does with a key when something that it encrypts is made, by the service's name in `kms:ViaService`. */
const atCreation = {
  dynamodb: ["CreateGrant", "Decrypt", "DescribeKey", "Encrypt"],
  lambda: ["CreateGrant", "Encrypt"],
  s3: ["GenerateDataKey"],
  sagemaker: ["CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKeyWithoutPlaintext"],
} as const;

const encryptionContext = "kms:EncryptionContext:aws:logs:arn";

/** AWS's list has the encryption context with a variable in its name, which the simulator can't read; this stands for it. */
const inPlaceOfContext = "kms:RequestAlias";

const byLogService = ["Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo"];

/** The key of an ARN in a place. */
function findKey(world: World, place: Place, arn: string): Resource<Key> | undefined {
  return world.here(key, place).find(({ state }) => state.arn === arn);
}

function policyOf({ keyId, policy }: Key): NamedPolicy {
  return { name: `the policy of key ${keyId}`, document: JSON.parse(policy) };
}

/** Condition keys of a call that a service makes with a key for somebody of the key's account. */
function throughService({ account, region }: Place, service: string): Readonly<Record<string, string>> {
  return { "kms:CallerAccount": account, "kms:ViaService": `${service}.${region}.amazonaws.com` };
}

/** Who brings stacks up is an administrator, whom only the key's own policy can stop. */
const administrator: NamedPolicy = {
  name: "the administrator's policy",
  document: { Version: "2012-10-17", Statement: [{ Sid: "All", Effect: "Allow", Action: "*", Resource: "*" }] },
};

function administratorArn({ account }: Place): string {
  return `arn:aws:iam::${account}:role/Administrator`;
}

async function administratorMay(
  place: Place,
  action: string,
  given: Key,
  context: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const { account, region } = place;
  const { allowed } = await decisionOf({
    principal: administratorArn(place),
    action,
    resource: { arn: given.arn, account },
    context: {
      "aws:PrincipalArn": administratorArn(place),
      "aws:PrincipalAccount": account,
      "aws:RequestedRegion": region,
      "kms:CallerAccount": account,
      ...context,
    },
    identityPolicies: [administrator],
    resourcePolicy: policyOf(given),
  });
  return allowed;
}

/** Refuses a key's policy under which who makes the key couldn't change it. Source: KMS API, CreateKey, `Policy`. */
export async function requireAdministered(place: Place, given: Key): Promise<void> {
  if (!(await administratorMay(place, "kms:PutKeyPolicy", given))) {
    refuse("R164", "The new key policy will not allow you to update the key policy in the future.");
  }
}

/**
 * Refuses what a service would encrypt with a key that its place doesn't have, or that doesn't let the service use it
 * for who makes it.
 *
 * Source: DynamoDB Developer Guide, "Using customer managed keys"; Lambda Developer Guide, "Securing Lambda environment
 * variables"; SageMaker Developer Guide, "Protect Data at Rest Using Encryption"; Amazon S3 User Guide, "Using
 * server-side encryption with AWS KMS keys (SSE-KMS)", for who puts an object.
 */
export async function requireUsable(
  world: World,
  place: Place,
  service: keyof typeof atCreation,
  arn: string | undefined,
): Promise<void> {
  if (arn === undefined) {
    return;
  }
  const found = findKey(world, place, arn) ?? refuse("R160", `Key '${arn}' does not exist`);
  for (const operation of atCreation[service]) {
    const forGrant = operation === "CreateGrant" && { "kms:GrantIsForAWSResource": "true" };
    const context = { ...throughService(place, service), ...forGrant };
    if (!(await administratorMay(place, `kms:${operation}`, found.state, context))) {
      refuse(
        "R162",
        `User: ${administratorArn(place)} is not authorized to perform: kms:${operation} on resource: ${arn}`,
      );
    }
  }
}

/**
 * Refuses a log group whose key doesn't let the log service in.
 *
 * Source: CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS"; the sentence is in
 * hashicorp/terraform-provider-aws, issue 29282.
 */
export async function requireLogService(
  world: World,
  place: Place,
  logGroupArn: string,
  arn: string | undefined,
): Promise<void> {
  if (arn === undefined) {
    return;
  }
  const found = findKey(world, place, arn);
  const decisions = (found === undefined ? [] : byLogService).map((operation) =>
    decisionOf({
      principal: `logs.${place.region}.amazonaws.com`,
      action: `kms:${operation}`,
      resource: { arn, account: place.account },
      context: {
        "aws:PrincipalIsAWSService": "true",
        "aws:RequestedRegion": place.region,
        [inPlaceOfContext]: logGroupArn,
      },
      identityPolicies: [],
      resourcePolicy:
        found &&
        policyOf({ ...found.state, policy: found.state.policy.replaceAll(encryptionContext, inPlaceOfContext) }),
    }),
  );
  if (found === undefined || !(await Promise.all(decisions)).every(({ allowed }) => allowed)) {
    refuse("R163", `The specified KMS key does not exist or is not allowed to be used with Arn '${logGroupArn}'`);
  }
}

/** Whether a key lets S3 decrypt an object for a role that reads it; without a key there is nothing to ask. */
export async function mayDecryptObjects(
  world: World,
  reader: Resource<Role>,
  place: Place,
  arn: string | undefined,
): Promise<boolean> {
  const found = arn === undefined ? undefined : findKey(world, place, arn);
  return (
    arn === undefined ||
    (found !== undefined &&
      (await roleMay(
        world,
        reader,
        "kms:Decrypt",
        { arn, ...place },
        {
          context: throughService(place, "s3"),
          resourcePolicy: policyOf(found.state),
        },
      )))
  );
}

/** The call by which a service decrypts, for a caller, what it keeps under a key; undefined without one. */
export function decryption(
  world: World,
  session: Session,
  place: Place,
  service: string,
  arn: string | undefined,
): (Call & { readonly session: Session }) | undefined {
  if (arn === undefined) {
    return undefined;
  }
  const found = findKey(world, place, arn);
  return {
    session,
    action: "kms:Decrypt",
    resource: { arn, account: place.account, region: place.region },
    context: throughService(place, service),
    // A key that is gone decrypts nothing.
    resourcePolicy: found === undefined ? { name: "no key", document: gone } : policyOf(found.state),
  };
}

const gone = {
  Version: "2012-10-17",
  Statement: [{ Sid: "Gone", Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" }],
};
