import type { STSClientResolvedConfig } from "@aws-sdk/client-sts";
import { HttpRequest } from "@smithy/core/protocols";
import { Refusal } from "../../common/refusal";

/** A client's region and credentials. */
export type Signing = Pick<STSClientResolvedConfig, "signer" | "region">;

/** Where S3 has a bucket. */
export type BucketAddress = (bucket: string, region: string) => URL;

const inAws: BucketAddress = (bucket, region) => new URL(`https://${bucket}.s3.${region}.amazonaws.com/`);

/**
 * Whether a bucket holds files. S3 deletes only empty buckets.
 *
 * One signed call of ListObjectsV2 doesn't need the SDK's client for S3. Source: Amazon S3 API, ListObjectsV2.
 *
 * @param signing the configuration of a client that is used for nothing else.
 * @returns also false if the bucket no longer exists.
 * @throws Refusal with any other answer of S3, or if it can't be reached.
 */
export async function holdsFiles(bucket: string, signing: Signing, addressOf = inAws): Promise<boolean> {
  const region = await signing.region();
  const { protocol, hostname, port, host, pathname, href } = addressOf(bucket, region);
  const signer = await signing.signer({ name: "sigv4", signingName: "s3", signingRegion: region, properties: {} });
  const { headers } = await signer.sign(
    new HttpRequest({
      method: "GET",
      ...{ protocol, hostname, path: pathname, headers: { host } },
      ...(port !== "" && { port: Number(port) }),
      query: { "list-type": "2", "max-keys": "1" },
    }),
  );
  const refuse = (why: string) =>
    new Refusal(`bucket ${bucket}`, [{ property: "its files", reason: `can't be listed: ${why}` }]);
  const response = await fetch(`${href}?list-type=2&max-keys=1`, { headers }).catch(() => {
    throw refuse(`S3 can't be reached at ${host}`);
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
