/** What the SDK notes down of a failed call. */
interface Metadata {
  readonly httpStatusCode?: number;
  readonly clockSkewCorrected?: boolean;
}

function metadataOf(error: unknown): Metadata {
  return error instanceof Error && "$metadata" in error && typeof error.$metadata === "object"
    ? { ...error.$metadata }
    : {};
}

/** AWS's HTTP status of a failed call; undefined when there was no answer. */
export function httpStatusOf(error: unknown): number | undefined {
  return metadataOf(error).httpStatusCode;
}

/** Whether the SDK has just set its clock by the answer, whatever the error was. */
export function wasClockCorrected(error: unknown): boolean {
  return metadataOf(error).clockSkewCorrected === true;
}

/** Network errors, by Node.js's codes; ETIMEDOUT isn't one of them, since a slow answer has it as well. */
const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/**
 * Why a connection failed or broke, in a word or two; undefined for any other error. The SDK calls some of these a
 * time-out.
 */
export function connectionFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }
  if ("code" in error && typeof error.code === "string" && networkCodes.has(error.code)) {
    return error.code;
  }
  return error.message.includes("did not establish a connection") ? "no connection in time" : undefined;
}

/** Whether AWS asked for fewer calls. Source: each service's API reference, "Common Errors". */
export function isThrottling(error: unknown): boolean {
  return (
    httpStatusOf(error) === 429 ||
    (error instanceof Error && /throttl|TooManyRequests|RequestLimitExceeded|ThroughputExceeded/i.test(error.name))
  );
}

/**
 * What a log may contain of an error: its name and message, which for AWS's refusals names who was refused what. An
 * answer that the SDK couldn't read is logged without its message, which quotes the answer.
 */
export function errorFacts(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) {
    return {};
  }
  return { errorName: error.name, ...(!(error instanceof SyntaxError) && { errorMessage: error.message }) };
}
