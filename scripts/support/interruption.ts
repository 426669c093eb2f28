/**
 * Milliseconds in which two signals count as one Ctrl+C: the terminal sends it to all, and npm passes it on to its
 * child.
 */
const together = 500;

/** A process that can be interrupted, or a substitute in tests. */
export interface Interrupted {
  on(signal: "SIGINT", listener: () => void): unknown;
  exit(code: number): unknown;
}

/**
 * Lets a command end after its current step: the first Ctrl+C aborts the signal, and another one ends the process at
 * once, with the exit code that shells use for it.
 *
 * The listener stays: without one, the library that runs the Pulumi CLI would end the process itself.
 *
 * @param now the time in milliseconds. Default: a monotonic clock.
 */
export function untilInterrupted(running: Interrupted = process, now = () => performance.now()): AbortSignal {
  const stop = new AbortController();
  let first: number | undefined;
  running.on("SIGINT", () => {
    if (first === undefined) {
      first = now();
      stop.abort();
    } else if (now() - first > together) {
      running.exit(130);
    }
  });
  return stop.signal;
}
