import { type Statement, statementsOf } from "../support/documents";
import { namesEverybody } from "../support/narrowing";
import { referring } from "../support/references";
import type { Resource, StackRule } from "../support/rule";
import { hasUnknown, isKnown } from "../support/values";

const buckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const blocks = ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"];
const encryptions = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
];
const policies = ["aws:s3/bucketPolicy:BucketPolicy"];

const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

function deniesPlainHttp(statement: Statement): boolean {
  const { allows, actions, resources, conditions } = statement;
  return (
    !allows &&
    namesEverybody(statement) &&
    actions.some((action) => action === "s3:*" || action === "*") &&
    resources.some((resource) => resource.endsWith("/*") || resource === "*") &&
    conditions.length === 1 &&
    conditions.every(
      ({ operator, key, values }) =>
        operator === "Bool" && key === "aws:securetransport" && values.every((value) => value === "false"),
    )
  );
}

/** The update checks a policy that isn't known yet. */
function isTlsOnly({ policy }: Resource["props"]): boolean {
  return hasUnknown(policy) || (statementsOf(policy) ?? []).some(deniesPlainHttp);
}

function judgeBucket(resources: readonly Resource[], bucket: Resource): string[] {
  const of = (types: readonly string[]) => types.flatMap((type) => referring(resources, type, "bucket", bucket));
  const isBlocked = of(blocks).some(({ props }) =>
    flags.every((flag) => props[flag] === true || !isKnown(props[flag])),
  );
  return [
    ...(isBlocked ? [] : [`could be made public: add a BucketPublicAccessBlock with ${flags.join(", ")} all true`]),
    ...(of(encryptions).length > 0 ? [] : ["has no encryption setting: add a BucketServerSideEncryptionConfiguration"]),
    ...(of(policies).some(({ props }) => isTlsOnly(props))
      ? []
      : [
          "can be reached without TLS: add a BucketPolicy that denies s3:* to everybody where aws:SecureTransport is false",
        ]),
  ];
}

export const closedBucket: StackRule = {
  name: "closed-bucket",
  description: "Every bucket is closed to the public, encrypted, and reached only by TLS.",
  source: "Amazon S3 User Guide, Security best practices for Amazon S3",
  judgeStack: (resources) =>
    resources
      .filter(({ type }) => buckets.includes(type))
      .flatMap((bucket) => judgeBucket(resources, bucket).map((message) => ({ urn: bucket.urn, message }))),
};
