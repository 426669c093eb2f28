import { keyPolicy } from "../../../infra/keys/key-policy";
import type { Store } from "../../../infra/keys/stores";
import type { LocalAws } from "../../../local/aws/local-aws";
import { parentAccount, policyText, region, type Wanted } from "./local-aws";
import type { RefusalCase } from "./refusal-cases";
import { domain, executionRole, table } from "./studio-wanted";
import { lambda, logGroup, role } from "./wanted";

const keyArn = (id: string) => `arn:aws:kms:${region}:${parentAccount}:key/${id}`;
const policyFor = (...stores: Store[]) => keyPolicy({ account: parentAccount, region, stores });
const administrator = `arn:aws:iam::${parentAccount}:role/Administrator`;
const root = { AWS: `arn:aws:iam::${parentAccount}:root` };

const [administered] = policyFor("tables").Statement;
const noGrants = { Sid: "NoGrants", Effect: "Deny", Principal: "*", Action: "kms:CreateGrant", Resource: "*" };

const noObjects = {
  ...{
    Sid: "NoObjects",
    Effect: "Deny",
    Principal: "*",
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Resource: "*",
  },
  Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
};

const policies = {
  "key-tables": policyFor("tables"),
  "key-logs": policyFor("logs"),
  "key-file-systems": policyFor("fileSystems"),
  "key-functions": policyFor("functions"),
  "key-buckets": policyFor("buckets"),
  "key-no-objects": { Version: "2012-10-17", Statement: [administered, noObjects] },
  "key-no-grants": { Version: "2012-10-17", Statement: [administered, noGrants] },
};

/** Puts keys there, under ids that cases name. */
export function giveKeys({ world }: LocalAws): void {
  for (const [id, policy] of Object.entries(policies)) {
    const state = { keyId: id, arn: keyArn(id), policy: JSON.stringify(policy) };
    world.put({ urn: `urn:${id}`, type: "aws:kms/key:Key", stack: "keys", account: parentAccount, region, id, state });
  }
}

const key = (name: string, policy: string): Wanted => ({
  type: "aws:kms/key:Key",
  as: name,
  inputs: { description: name, policy, deletionWindowInDays: 30 },
});
const alias = (name: string, targetKeyId: string, as = name): Wanted => ({
  type: "aws:kms/alias:Alias",
  as,
  inputs: { name: `alias/${name}`, targetKeyId },
});
const withKey = (wanted: Wanted, inputs: object): Wanted => ({ ...wanted, inputs: { ...wanted.inputs, ...inputs } });
const keyedTable = (id: string) => table("tab", { serverSideEncryption: { enabled: true, kmsKeyArn: keyArn(id) } });
const keyedFunction = (id: string) => lambda("f", { kmsKeyArn: keyArn(id) });
const files: Wanted = { type: "aws:s3/bucket:Bucket", as: "files", inputs: { bucket: "files" } };
const filesKey = (id: string): Wanted => ({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  as: "files-key",
  inputs: {
    bucket: "files",
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn(id) } }],
  },
});
const file: Wanted = {
  type: "aws:s3/bucketObjectv2:BucketObjectv2",
  as: "file",
  inputs: { bucket: "files", key: "a", content: "b" },
};
const keyedDomain = (id: string) => withKey(domain("lob-a"), { kmsKeyId: keyArn(id) });
const keyedLogs = (name: string, id: string) => withKey(logGroup(name), { kmsKeyId: keyArn(id) });

const notGranted = (id: string) =>
  `User: ${administrator} is not authorized to perform: kms:CreateGrant on resource: ${keyArn(id)}`;

/** Cases of keys, and of what services encrypt with them. */
export const keyRefusalCases: readonly RefusalCase[] = [
  {
    row: "R16",
    what: "an alias like those of AWS's own keys",
    refused: alias("aws/dynamodb", "key-tables"),
    message: "Value 'alias/aws/dynamodb' at 'aliasName' failed to satisfy constraint",
    accepted: [alias("own/dynamodb", "key-tables")],
  },
  {
    row: "R160",
    what: "an alias of a key that doesn't exist",
    refused: alias("a", "key-none"),
    message: `Key '${keyArn("key-none")}' does not exist`,
    accepted: [alias("a", "key-tables")],
  },
  {
    row: "R160",
    what: "a table whose key doesn't exist",
    refused: keyedTable("key-none"),
    message: `Key '${keyArn("key-none")}' does not exist`,
    accepted: [keyedTable("key-tables")],
  },
  {
    row: "R161",
    what: "a second alias of a name",
    given: [alias("a", "key-tables")],
    refused: alias("a", "key-logs", "again"),
    message: `An alias with the name arn:aws:kms:${region}:${parentAccount}:alias/a already exists`,
    accepted: [alias("b", "key-logs", "again")],
  },
  {
    row: "R162",
    what: "a table whose key lets no service have a grant",
    refused: keyedTable("key-no-grants"),
    message: notGranted("key-no-grants"),
    accepted: [keyedTable("key-tables")],
  },
  {
    row: "R162",
    what: "a function whose key lets no service have a grant",
    given: [role("runner")],
    refused: keyedFunction("key-no-grants"),
    message: notGranted("key-no-grants"),
    accepted: [keyedFunction("key-functions")],
  },
  {
    row: "R162",
    what: "a domain whose key lets no service have a grant",
    given: [executionRole()],
    refused: keyedDomain("key-no-grants"),
    message: notGranted("key-no-grants"),
    accepted: [keyedDomain("key-file-systems")],
  },
  {
    row: "R162",
    what: "an object in a bucket whose key lets nobody use it through S3",
    given: [files, filesKey("key-no-objects")],
    refused: file,
    message: `User: ${administrator} is not authorized to perform: kms:GenerateDataKey on resource: ${keyArn("key-no-objects")}`,
    accepted: [filesKey("key-buckets"), file],
  },
  {
    row: "R163",
    what: "a log group whose key is for tables",
    refused: keyedLogs("/a", "key-tables"),
    message: `The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:${region}:${parentAccount}:log-group:/a'`,
    accepted: [keyedLogs("/a", "key-logs")],
  },
  {
    row: "R163",
    what: "a log group whose key doesn't exist",
    refused: keyedLogs("/a", "key-none"),
    message: `The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:${region}:${parentAccount}:log-group:/a'`,
    accepted: [keyedLogs("/a", "key-logs")],
  },
  {
    row: "R164",
    what: "a key that nobody may change",
    refused: key(
      "k",
      policyText({ Sid: "Use", Effect: "Allow", Principal: root, Action: "kms:Decrypt", Resource: "*" }),
    ),
    message: "The new key policy will not allow you to update the key policy in the future.",
    accepted: [key("k", JSON.stringify(policyFor("tables")))],
  },
];
