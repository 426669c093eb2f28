import type { Fetcher } from "aws-jwt-verify/https";
import { fetchTwice, usualTimeout } from "./fetch-twice";

async function keysOf(response: Response): Promise<ArrayBuffer> {
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
  constructor(private readonly timeout = usualTimeout) {}

  fetch(address: string): Promise<ArrayBuffer> {
    return fetchTwice(address, {}, keysOf, this.timeout);
  }
}
