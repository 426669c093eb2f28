import { Refusal } from "../../common/refusal";
import { type BucketAddress, bucketInAws, type Signing, s3Get } from "../support/s3-get";

/**
 * Whether a bucket holds files. S3 deletes only empty buckets.
 *
 * Source: Amazon S3 API, ListObjectsV2.
 *
 * @param signing the configuration of a client that is used for nothing else.
 * @returns also false if the bucket no longer exists.
 * @throws Refusal with any other answer of S3, or if it can't be reached.
 */
export async function holdsFiles(
  bucket: string,
  signing: Signing,
  addressOf: BucketAddress = bucketInAws,
): Promise<boolean> {
  const address = addressOf(bucket, await signing.region());
  address.search = "?list-type=2&max-keys=1";
  const refuse = (why: string) =>
    new Refusal(`bucket ${bucket}`, [{ property: "its files", reason: `can't be listed: ${why}` }]);
  const response = await s3Get(address, signing).catch(() => {
    throw refuse(`S3 can't be reached at ${address.host}`);
  });
  const text = await response.text();
  if (response.ok) {
    return /<Key>/.test(text);
  }
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1];
  if (code === "NoSuchBucket") {
    return false;
  }
  const message = /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? "";
  const why = code === undefined ? `status ${response.status}` : `${code}: ${message}`;
  throw refuse(`S3 answered ${why}`);
}
