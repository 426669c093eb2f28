import type { STSClientResolvedConfig } from "@aws-sdk/client-sts";
import { HttpRequest } from "@smithy/core/protocols";

/** What a client of the SDK knows of its caller. The client's configuration is used for nothing else. */
export type Signing = Pick<STSClientResolvedConfig, "signer" | "region">;

/** Where S3 has a bucket. */
export type BucketAddress = (bucket: string, region: string) => URL;

export const bucketInAws: BucketAddress = (bucket, region) => new URL(`https://${bucket}.s3.${region}.amazonaws.com/`);

/**
 * Gets what S3 has at an address, by a signed call. A call or two don't need the SDK's client for S3.
 *
 * @throws what fetch does when S3 can't be reached.
 */
export async function s3Get({ protocol, hostname, port, host, pathname, searchParams, href }: URL, signing: Signing) {
  const region = await signing.region();
  const signer = await signing.signer({ name: "sigv4", signingName: "s3", signingRegion: region, properties: {} });
  const { headers } = await signer.sign(
    new HttpRequest({
      method: "GET",
      ...{ protocol, hostname, path: pathname, headers: { host }, query: Object.fromEntries(searchParams) },
      ...(port !== "" && { port: Number(port) }),
    }),
  );
  return fetch(href, { headers });
}
