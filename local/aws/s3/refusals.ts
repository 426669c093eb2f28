/** What S3 refuses. */
export const s3Refusals = {
  R67: { code: "InvalidBucketName", fact: "a bucket's name has characters or a length that S3 doesn't allow" },
  R68: { code: "BucketAlreadyExists", fact: "a bucket's name is taken by any account" },
  R69: { code: "NoSuchBucket", fact: "a bucket's setting names a bucket that the account doesn't have" },
  R98: { code: "BucketNotEmpty", fact: "a bucket with objects is deleted without force" },
} as const;
