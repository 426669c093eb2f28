import type { InvokeEndpointCommandInput } from "@aws-sdk/client-sagemaker-runtime";
import * as v from "valibot";
import type { Failure } from "../lib/error-answer";
import { limitedText, shownText } from "../lib/limited-text";
import { isJson, mediaType } from "./media-type";

/** Most bytes that InvokeEndpoint takes. Source: SageMaker Runtime API, InvokeEndpoint, `Body`. */
export const sageMakerBodyLimit = 6_291_456;

/** Text that can travel in an HTTP header, up to the length that SageMaker takes for it. */
function headerText(longest: number) {
  return limitedText(longest, /^[\x20-\x7e]+$/, `must be 1 to ${longest} printable ASCII characters`);
}

const name = limitedText(
  63,
  /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/,
  "must be a SageMaker name: 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit",
);

const schema = v.strictObject(
  {
    endpointName: name,
    body: v.optional(v.unknown()),
    isBase64Encoded: v.optional(v.boolean("must be true or false"), false),
    contentType: headerText(1024),
    accept: headerText(1024),
    customAttributes: headerText(1024),
    targetModel: limitedText(
      1024,
      /^(?![a-zA-Z][\w+.-]*:)(?!(.*[/\\])?\.\.([/\\]|$))[\x20-\x7e]+$/,
      "must be a path below the endpoint's models: 1 to 1024 printable ASCII characters, without .. and without a scheme such as s3:",
    ),
    targetVariant: name,
    targetContainerHostname: name,
    inferenceComponentName: name,
    inferenceId: headerText(64),
    enableExplanations: headerText(64),
    sessionId: limitedText(
      256,
      /^(NEW_SESSION|[a-zA-Z0-9](-*[a-zA-Z0-9])*)$/,
      "must be NEW_SESSION or the id of an open session, up to 256 letters, digits and hyphens",
    ),
    prefixAwareId: headerText(64),
  },
  (issue) => (issue.expected === "never" ? "is not known" : "must be a JSON object"),
);

const known = Object.keys(schema.entries).join(", ");

/**
 * What a caller asks for. `body` is any JSON value, sent as JSON text; or a string, sent as it is; or, with
 * `isBase64Encoded`, base64 of the bytes to send. `contentType` defaults to `application/json`, for base64 to
 * `application/octet-stream`. The other fields are InvokeEndpoint's own. `endpointName` defaults to the first endpoint
 * that the parent names.
 */
export type InvokeRequest = v.InferInput<typeof schema>;

function badRequest(message: string): Failure {
  return { statusCode: 400, code: "BadRequest", message };
}

function wordOf(issue: v.InferIssue<typeof schema>): string {
  const field = v.getDotPath(issue);
  if (field === null) {
    return `the request ${issue.message}`;
  }
  return issue.message === "is not known"
    ? `${shownText(field)} is not known: the fields are ${known}`
    : `${field} ${issue.message}`;
}

/** Base64 with its padding. A pattern of groups of four would overflow the stack on megabytes. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

interface Payload {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

function jsonPayload(body: unknown, contentType: string): Payload | Failure {
  try {
    return { bytes: Buffer.from(JSON.stringify(body)), contentType };
  } catch {
    // Some thousand levels of nesting can be read, but not written again.
    return badRequest("body can't be written as JSON: send it flatter, or as a string with the JSON text");
  }
}

function payloadOf(request: v.InferOutput<typeof schema>): Payload | Failure {
  const { body, contentType, isBase64Encoded } = request;
  if (isBase64Encoded) {
    return typeof body === "string" && isBase64(body)
      ? { bytes: Buffer.from(body, "base64"), contentType: contentType ?? "application/octet-stream" }
      : badRequest("body must be base64 when isBase64Encoded is true");
  }
  const type = contentType ?? "application/json";
  if (typeof body !== "string") {
    return isJson(type)
      ? jsonPayload(body, type)
      : badRequest(
          `body must be a string for content type ${mediaType(type)}: send the text itself, or base64 with isBase64Encoded`,
        );
  }
  if (isJson(type) && !parses(body)) {
    return badRequest(
      `body is not JSON, which content type ${mediaType(type)} requires: send a JSON value or another contentType`,
    );
  }
  return { bytes: Buffer.from(body), contentType: type };
}

/** Whether a text is JSON. */
function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** An InvokeEndpoint call that is ready to be made. */
export interface InvokeInput extends InvokeEndpointCommandInput {
  readonly EndpointName: string;
  readonly Body: Uint8Array;
}

/** The InvokeEndpoint call that a request asks for, or what is wrong with it. Never throws, whatever the event. */
export function readRequest(event: unknown, defaultEndpoint: string | undefined): InvokeInput | Failure {
  const parsed = v.safeParse(schema, event);
  if (!parsed.success) {
    return badRequest(parsed.issues.map(wordOf).join("; "));
  }
  const request = parsed.output;
  const endpointName = request.endpointName ?? defaultEndpoint;
  if (endpointName === undefined) {
    return badRequest("endpointName is not set, and the parent's config names no default endpoint");
  }
  if (request.body === undefined) {
    return badRequest("body is not set: send a JSON value, a string, or base64 with isBase64Encoded");
  }
  const payload = payloadOf(request);
  if ("statusCode" in payload) {
    return payload;
  }
  if (payload.bytes.length > sageMakerBodyLimit) {
    return {
      statusCode: 413,
      code: "BodyTooLarge",
      message: `body has ${payload.bytes.length} bytes, and SageMaker takes at most ${sageMakerBodyLimit}: send less, or use an asynchronous endpoint`,
    };
  }
  return {
    EndpointName: endpointName,
    Body: payload.bytes,
    ContentType: payload.contentType,
    Accept: request.accept,
    CustomAttributes: request.customAttributes,
    TargetModel: request.targetModel,
    TargetVariant: request.targetVariant,
    TargetContainerHostname: request.targetContainerHostname,
    InferenceComponentName: request.inferenceComponentName,
    InferenceId: request.inferenceId,
    EnableExplanations: request.enableExplanations,
    SessionId: request.sessionId,
    PrefixAwareId: request.prefixAwareId,
  };
}
