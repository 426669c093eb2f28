import { readFileSync } from "node:fs";
import { UsersMistake } from "../../common/users-mistake";
import { show } from "../../common/validation";

/** What is sent to the model, as a request of `invoke-endpoint` carries it. */
export interface Payload {
  readonly body: unknown;
  readonly contentType?: string;
  readonly isBase64Encoded?: boolean;
}

/** Two flowers for the sample model, in centimetres: a virginica and a setosa. */
export const samplePayloads: readonly [Payload, Payload] = [
  { body: { sepalLength: 6.3, sepalWidth: 3.3, petalLength: 6, petalWidth: 2.5 } },
  { body: { sepalLength: 5.1, sepalWidth: 3.5, petalLength: 1.4, petalWidth: 0.2 } },
];

/** A payload that can't be used, and why, in one sentence. */
export class PayloadRefusal extends UsersMistake {}

/** Bytes of a function's event, as JSON. Source: Lambda Developer Guide, "Lambda quotas". */
const eventLimit = 6_291_456;

/** Room for the other fields of a request. */
const otherFields = 4096;

/**
 * Reads what the user wants sent: text, or `@file` for a file's bytes, unchanged.
 *
 * @throws PayloadRefusal when the file can't be read, the content type is none, it promises JSON that the payload
 *   isn't, or the payload is larger than a function's event can be.
 */
export function readPayload(given: string, contentType: string): Payload {
  if (!/^[\w.+-]+\/[\x20-\x7e]+$/.test(contentType)) {
    throw new PayloadRefusal(
      `--content-type is ${JSON.stringify(contentType)}: give a media type, such as application/json or image/png`,
    );
  }
  const bytes = given.startsWith("@") ? readFile(given.slice(1)) : Buffer.from(given);
  if (/^application\/([\w.-]+\+)?json\b/i.test(contentType) && !isJson(bytes.toString("utf8"))) {
    throw new PayloadRefusal(`--payload is ${show(given)}, which is not JSON: send JSON, or give its --content-type`);
  }
  const payload: Payload = given.startsWith("@")
    ? { body: bytes.toString("base64"), isBase64Encoded: true, contentType }
    : { body: given, contentType };
  if (Buffer.byteLength(JSON.stringify(payload)) > eventLimit - otherFields) {
    throw new PayloadRefusal(
      `--payload has ${bytes.length} bytes, but a function's event takes at most 6 MB with its encoding: send less, at most about 4.5 MB of a file`,
    );
  }
  return payload;
}

function readFile(file: string): Buffer {
  if (file === "") {
    throw new PayloadRefusal('--payload is "@": give a file\'s path after it');
  }
  try {
    return readFileSync(file);
  } catch {
    throw new PayloadRefusal(`--payload names the file "${file}", which can't be read: correct the path`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
