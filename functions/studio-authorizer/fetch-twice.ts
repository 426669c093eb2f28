import { FetchError } from "aws-jwt-verify/error";

/** Milliseconds for one try; API Gateway waits for an answer. */
export const usualTimeout = 2000;

/** One more try after a broken connection, or a short failure of Cognito. */
const tries = 2;

/** Why a try failed; the message of fetch is only "fetch failed", and the reason is in the cause. */
function wordsOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/**
 * Sends a request, with a time-out and one more try.
 *
 * @param read takes what it wants of an answer, and throws for an answer that deserves another try.
 * @param timeout milliseconds for one try.
 * @throws FetchError if neither try succeeds.
 */
export async function fetchTwice<T>(
  address: string,
  request: RequestInit,
  read: (response: Response) => Promise<T>,
  timeout: number,
): Promise<T> {
  let last: unknown;
  for (let tried = 0; tried < tries; tried++) {
    try {
      return await read(await fetch(address, { ...request, redirect: "error", signal: AbortSignal.timeout(timeout) }));
    } catch (error) {
      last = error;
    }
  }
  throw new FetchError(address, wordsOf(last));
}
