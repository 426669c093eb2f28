import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Checksum, SourceData } from "@smithy/types";
import { AwsError } from "./aws-error";
import type { Session, Sessions } from "./sessions";
import type { World } from "./world";

/** A request as it came in over HTTP. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Who signed a request, and for which service and region. */
export interface Caller {
  readonly session: Session;
  readonly service: string;
  readonly region: string;
}

/** How far a caller's clock may be off, in milliseconds. Source: IAM User Guide, "Troubleshoot signed requests". */
const clockTolerance = 5 * 60 * 1000;

class Sha256 implements Checksum {
  private hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(private readonly secret?: SourceData) {
    this.hash = this.start();
  }

  private start() {
    return this.secret === undefined ? createHash("sha256") : createHmac("sha256", toBytes(this.secret));
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {
    this.hash = this.start();
  }
}

function toBytes(data: SourceData): Uint8Array {
  if (typeof data === "string") {
    return Buffer.from(data);
  }
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

const authorizationForm =
  /^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)\/(?<day>\d{8})\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request, SignedHeaders=(?<headers>[^,]+), Signature=(?<signature>[0-9a-f]{64})$/;

function signingDate(text: string): Date {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  return new Date(iso);
}

async function expectedSignature(
  request: SignedRequest,
  caller: Caller,
  signed: readonly string[],
  date: Date,
): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = caller.session;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    region: caller.region,
    service: caller.service,
    sha256: Sha256,
    applyChecksum: signed.includes("x-amz-content-sha256"),
  });
  const headers = Object.fromEntries(
    signed
      .filter((name) => !["x-amz-date", "x-amz-security-token", "x-amz-content-sha256"].includes(name))
      .map((name) => [name, request.headers[name] ?? ""]),
  );
  const again = await signer.sign(
    {
      method: request.method,
      protocol: request.url.protocol,
      hostname: request.url.hostname,
      path: request.url.pathname,
      query: Object.fromEntries(request.url.searchParams),
      headers,
      body: request.body,
    },
    { signingDate: date, signableHeaders: new Set(signed) },
  );
  return authorizationForm.exec(again.headers.authorization ?? "")?.groups?.signature ?? "";
}

/** The headers of a request that a session signs: for services that no SDK here calls. */
export async function signedHeaders(
  { method, url }: Pick<SignedRequest, "method" | "url">,
  { session: { accessKeyId, secretAccessKey, sessionToken }, service, region }: Caller,
  signingDate: Date,
): Promise<Readonly<Record<string, string>>> {
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256, applyChecksum: true });
  const { hostname, pathname: path, protocol } = url;
  const request = { method, protocol, hostname, path, headers: { host: hostname } };
  return (await signer.sign(request, { signingDate })).headers;
}

/** Codes of one meaning; STS, which speaks the older query protocol, has its own. */
const codes = {
  unknown: { query: "InvalidClientTokenId", json: "UnrecognizedClientException" },
  expired: { query: "ExpiredToken", json: "ExpiredTokenException" },
  signature: { query: "SignatureDoesNotMatch", json: "InvalidSignatureException" },
};

function refuse(code: keyof typeof codes, service: string, message: string): never {
  throw new AwsError(codes[code][service === "sts" ? "query" : "json"], message, 403);
}

/** Refuses a request that should have been signed. */
export function unsigned(): never {
  throw new AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
}

function openSession(request: SignedRequest, key: string, service: string, sessions: Sessions, now: Date): Session {
  const session = sessions.find(key);
  if (session === undefined || request.headers["x-amz-security-token"] !== session.sessionToken) {
    return refuse("unknown", service, "The security token included in the request is invalid.");
  }
  if (session.expiration <= now) {
    return refuse("expired", service, "The security token included in the request is expired");
  }
  return session;
}

/** A time as headers have it, such as `20261128T120000Z`. */
function compact(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, "");
}

function signedAt(request: SignedRequest, service: string, now: Date): Date {
  const text = request.headers["x-amz-date"] ?? "";
  const date = signingDate(text);
  const apart = date.getTime() - now.getTime();
  if (apart > clockTolerance) {
    const latest = compact(new Date(now.getTime() + clockTolerance));
    const why = `is still later than ${latest} (${compact(now)} + 5 min.)`;
    refuse("signature", service, `Signature not yet current: ${text} ${why}`);
  }
  // The comparison also fails for an invalid date.
  if (!(apart >= -clockTolerance)) {
    const earliest = compact(new Date(now.getTime() - clockTolerance));
    const why = `is now earlier than ${earliest} (${compact(now)} - 5 min.)`;
    refuse("signature", service, `Signature expired: ${text} ${why}`);
  }
  return date;
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/**
 * Finds out who signed a request, and refuses as AWS does: unknown key, ended session, clock off by more than five
 * minutes, or a signature that the key doesn't give for this request.
 */
export async function identify(request: SignedRequest, sessions: Sessions, world: World): Promise<Caller> {
  const parts = authorizationForm.exec(request.headers.authorization ?? "")?.groups;
  if (parts === undefined) {
    return unsigned();
  }
  const { key = "", region = "", service = "", headers = "", signature = "" } = parts;
  const now = world.clock.now();
  const caller = { session: openSession(request, key, service, sessions, now), service, region };
  const date = signedAt(request, service, now);
  if (!equal(await expectedSignature(request, caller, headers.split(";"), date), signature)) {
    refuse(
      "signature",
      service,
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
  return caller;
}
