import type { InvokeEndpointCommandOutput } from "@aws-sdk/client-sagemaker-runtime";
import type { Answer, Failure } from "../lib/error-answer";
import { isText } from "./media-type";

/** Most bytes of a synchronous function's answer, as JSON. Source: Lambda Developer Guide, "Lambda quotas". */
export const lambdaAnswerLimit = 6_291_556;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function headersOf(output: InvokeEndpointCommandOutput, contentType: string): Record<string, string> {
  const headers: Record<string, string | undefined> = {
    "content-type": contentType,
    "x-amzn-invoked-production-variant": output.InvokedProductionVariant,
    "x-amzn-sagemaker-custom-attributes": output.CustomAttributes,
    "x-amzn-sagemaker-new-session-id": output.NewSessionId,
    "x-amzn-sagemaker-closed-session-id": output.ClosedSessionId,
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/**
 * Answers with the model's answer, unchanged: JSON and `text/*` as text where they are UTF-8, anything else as base64.
 * Nothing is parsed, since Python models declare JSON and send `NaN`. Encoded in UTF-8, the text is the model's bytes
 * again, whichever charset its type names. Refused with 502 when the answer, encoded, is more than Lambda can return.
 */
export function answerOf(output: InvokeEndpointCommandOutput): Answer | Failure {
  const bytes = output.Body;
  const contentType = output.ContentType ?? "application/octet-stream";
  const text = isText(contentType) ? textOf(bytes) : undefined;
  const content =
    text === undefined ? { body: Buffer.from(bytes).toString("base64"), isBase64Encoded: true } : { body: text };
  return ifItFits({ statusCode: 200, headers: headersOf(output, contentType), ...content }, bytes.length);
}

function ifItFits(answer: Answer, modelBytes: number): Answer | Failure {
  const encoded = Buffer.byteLength(JSON.stringify(answer));
  return encoded <= lambdaAnswerLimit
    ? answer
    : {
        statusCode: 502,
        code: "ModelResponseTooLarge",
        message: `the model answered ${modelBytes} bytes, which become ${encoded} in this function's answer; Lambda allows ${lambdaAnswerLimit}: make the model return less, or use an asynchronous endpoint`,
      };
}
