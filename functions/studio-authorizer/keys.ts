import { FetchError } from "aws-jwt-verify/error";
import type { Fetcher } from "aws-jwt-verify/https";

/** Milliseconds for one try; API Gateway waits for an answer. */
const defaultTimeout = 2000;

/** One more try after a broken connection, or a short failure of Cognito. */
const tries = 2;

/** Why a try failed; the message of fetch is only "fetch failed", and the reason is in the cause. */
function wordsOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

async function get(address: string, timeout: number): Promise<ArrayBuffer> {
  const response = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(timeout) });
  if (response.status !== 200) {
    throw new Error(`status ${response.status}`);
  }
  return await response.arrayBuffer();
}

/**
 * Fetches a pool's public keys, with a time-out and one more try.
 *
 * @throws FetchError if neither try succeeds.
 */
export class KeyFetcher implements Fetcher {
  /** @param timeout milliseconds for one try. */
  constructor(private readonly timeout = defaultTimeout) {}

  async fetch(address: string): Promise<ArrayBuffer> {
    let last: unknown;
    for (let tried = 0; tried < tries; tried++) {
      try {
        return await get(address, this.timeout);
      } catch (error) {
        last = error;
      }
    }
    throw new FetchError(address, wordsOf(last));
  }
}
