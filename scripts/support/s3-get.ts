import type { STSClientResolvedConfig } from "@aws-sdk/client-sts";
import { HttpRequest } from "@smithy/core/protocols";

/** What a client of the SDK knows of its caller. The client's configuration is used for nothing else. */
export type Signing = Pick<STSClientResolvedConfig, "signer" | "region">;

/** Where S3 has a bucket. */
export type BucketAddress = (bucket: string, region: string) => URL;

export const bucketInAws: BucketAddress = (bucket, region) => new URL(`https://${bucket}.s3.${region}.amazonaws.com/`);

/** A call of a service that no client of the SDK makes here. */
export interface SignedCall {
  readonly service: string;
  /** The service's region, where it has one for all. Default: the client's. */
  readonly region?: string;
  /** A form to be posted. Default: the address is gotten. */
  readonly form?: URLSearchParams;
}

/**
 * Makes a signed call. A call or two don't need a client of the SDK.
 *
 * @throws what fetch does when the service can't be reached.
 */
export async function signedFetch(address: URL, signing: Signing, { service, region, form }: SignedCall) {
  const { protocol, hostname, port, host, pathname, searchParams, href } = address;
  const signingRegion = region ?? (await signing.region());
  const signer = await signing.signer({ name: "sigv4", signingName: service, signingRegion, properties: {} });
  const method = form === undefined ? "GET" : "POST";
  const body = form?.toString();
  const { headers } = await signer.sign(
    new HttpRequest({
      ...{ method, protocol, hostname, path: pathname, query: Object.fromEntries(searchParams) },
      headers: { host, ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }) },
      ...(port !== "" && { port: Number(port) }),
      ...(body !== undefined && { body }),
    }),
  );
  return fetch(href, { method, headers, ...(body !== undefined && { body }) });
}

/**
 * Gets what S3 has at an address.
 *
 * @throws what fetch does when S3 can't be reached.
 */
export function s3Get(address: URL, signing: Signing): Promise<Response> {
  return signedFetch(address, signing, { service: "s3" });
}
