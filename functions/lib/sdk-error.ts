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
