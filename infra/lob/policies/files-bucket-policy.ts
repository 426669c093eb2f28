import { type PolicyDocument, policy } from "../../support/policy-document";

/** Nobody reaches the bucket without TLS. Source: Amazon S3 User Guide, "Security best practices for Amazon S3". */
export function filesBucketPolicy(bucket: string): PolicyDocument {
  return policy({
    Sid: "NoPlainHttp",
    Effect: "Deny",
    // `*`: the denial is for everybody and everything.
    Principal: { AWS: "*" },
    Action: "s3:*",
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
}
