import { Stopped } from "../support/stopped";

/** How a teardown waits for AWS, and notices the operator's Ctrl+C. */
export interface Patience {
  /** Waits so many seconds. */
  pause(seconds: number): Promise<void>;
  /** Is aborted when the operator ends the run. */
  readonly signal: AbortSignal;
}

/** Seconds between two looks. */
const between = 10;

/** Number of looks before it gives up: half an hour. Deleting an app can take 20 minutes. */
const mostLooks = (30 * 60) / between;

/** Throws before the next step if the operator ended the run. */
export function goOn({ signal }: Patience): void {
  if (signal.aborted) {
    throw new Stopped("as you asked");
  }
}

/**
 * Looks repeatedly until nothing is left.
 *
 * @param look returns what is left, as a sentence; undefined if nothing is.
 * @throws Stopped after half an hour, with what is left then; or if the operator ends it.
 */
export async function untilNothing(patience: Patience, look: () => Promise<string | undefined>): Promise<void> {
  for (let looks = 1; ; looks++) {
    goOn(patience);
    const left = await look();
    if (left === undefined) {
      return;
    }
    if (looks === mostLooks) {
      throw new Stopped(`after ${(mostLooks * between) / 60} minutes ${left}`);
    }
    await patience.pause(between);
  }
}
