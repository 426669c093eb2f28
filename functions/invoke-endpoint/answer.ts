import type { InvokeEndpointCommandOutput } from "@aws-sdk/client-sagemaker-runtime";
import type { Answer, Failure } from "../lib/error-answer";
import { isJson, mediaType } from "./media-type";
import { parses } from "./request";

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
 * Answers with what the model said, unchanged: JSON as its text, anything else as base64. Refused with 502 when the
 * model promises JSON and sends something else, and when the answer, encoded, is more than Lambda can return.
 */
export function answerOf(output: InvokeEndpointCommandOutput): Answer | Failure {
  const bytes = output.Body;
  const contentType = output.ContentType ?? "application/octet-stream";
  const headers = headersOf(output, contentType);
  if (!isJson(contentType)) {
    return ifItFits(
      { statusCode: 200, headers, body: Buffer.from(bytes).toString("base64"), isBase64Encoded: true },
      bytes.length,
    );
  }
  const body = textOf(bytes);
  if (body === undefined || !parses(body)) {
    return {
      statusCode: 502,
      code: "ModelResponseNotJson",
      message: `the model answered with content type ${mediaType(contentType)}, but its body is not JSON: correct the model's content type or body`,
    };
  }
  return ifItFits({ statusCode: 200, headers, body }, bytes.length);
}

function ifItFits(answer: Answer, modelBytes: number): Answer | Failure {
  const encoded = Buffer.byteLength(JSON.stringify(answer));
  return encoded <= lambdaAnswerLimit
    ? answer
    : {
        statusCode: 502,
        code: "ModelResponseTooLarge",
        message: `the model answered with ${modelBytes} bytes, which take ${encoded} in this function's answer, and Lambda returns ${lambdaAnswerLimit}: have the model answer with less, or use an asynchronous endpoint`,
      };
}
