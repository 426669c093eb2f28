import type { PolicyDocument } from "../../support/policy-document";
import { calledBy, endpointPolicy, type Members, ownedBy } from "./endpoint-policy";

/**
 * Buckets that AWS's services read for code in Studio: layers of ECR's images, JumpStart's models, SageMaker's examples.
 *
 * Source: Amazon ECR User Guide, "Amazon ECR interface VPC endpoints"; SageMaker Developer Guide, "Amazon SageMaker
 * JumpStart" and the sample notebooks.
 */
function serviceBuckets(region: string): readonly string[] {
  return [
    `jumpstart-cache-prod-${region}`,
    `jumpstart-private-cache-prod-${region}`,
    `prod-${region}-starport-layer-bucket`,
    `sagemaker-example-files-prod-${region}`,
  ];
}

/**
 * What may go through an S3 gateway endpoint: the members' callers to the members' buckets, and reading of the buckets
 * that AWS's services use. Nothing can be written to a stranger's bucket.
 *
 * @param place the region, and whose callers and buckets belong together.
 */
export function s3EndpointPolicy(place: Members & { readonly region: string }): PolicyDocument {
  const buckets = serviceBuckets(place.region).map((bucket) => `arn:aws:s3:::${bucket}`);
  return endpointPolicy(
    {
      Sid: "OwnBuckets",
      Effect: "Allow",
      // `*`: the caller's own policies and the bucket's decide what it may do.
      Action: "s3:*",
      // `*`: any bucket that belongs to the members.
      Resource: "*",
      Condition: { StringEquals: { ...calledBy(place), ...ownedBy(place) } },
    },
    {
      // Without a condition on the caller: ECR hands out URLs that AWS's own account has signed.
      Sid: "ReadServiceBuckets",
      Effect: "Allow",
      Action: "s3:GetObject",
      // `*`: any object that the service put there.
      Resource: buckets.map((bucket) => `${bucket}/*`),
    },
    { Sid: "ListServiceBuckets", Effect: "Allow", Action: "s3:ListBucket", Resource: buckets },
  );
}
