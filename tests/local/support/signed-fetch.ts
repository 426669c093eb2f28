import { createHash, createHmac } from "node:crypto";
import type { Keys } from "./clients";
import { region } from "./local-aws";

/** A request to sign. */
export interface Unsigned {
  readonly url: string;
  readonly service: string;
  readonly body: string;
  readonly date: Date;
  readonly keys: Keys;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * The headers of a signed POST, by the steps in IAM's User Guide, "Create a signed AWS API request": the server is to be
 * checked against something else than its own signer.
 */
export function signedHeaders({ url, service, body, date, keys }: Unsigned): Record<string, string> {
  const { host, pathname } = new URL(url);
  const time = date.toISOString().replace(/[:-]|\.\d+/g, "");
  const day = time.slice(0, 8);
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    host,
    "x-amz-date": time,
    "x-amz-security-token": keys.sessionToken,
  };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ["POST", pathname, "", lines.join(""), names, sha256(body)].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [day, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n")).toString("hex");
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
