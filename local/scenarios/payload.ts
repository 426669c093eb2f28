import { readFileSync } from "node:fs";

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

/** A payload that can't be used, said in one sentence. */
export class PayloadRefusal extends Error {}

/**
 * Reads what the user wants sent: text, or `@file` for a file's bytes, unchanged.
 *
 * @throws PayloadRefusal when the file can't be read, or text isn't the JSON that its content type promises.
 */
export function readPayload(given: string, contentType: string): Payload {
  if (!given.startsWith("@")) {
    if (/^application\/([\w.-]+\+)?json\b/i.test(contentType) && !isJson(given)) {
      throw new PayloadRefusal(
        `--payload is ${JSON.stringify(given)}, which is not JSON: send JSON, or name its --content-type`,
      );
    }
    return { body: given, contentType };
  }
  const file = given.slice(1);
  try {
    return { body: readFileSync(file).toString("base64"), isBase64Encoded: true, contentType };
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
