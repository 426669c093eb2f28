/** Milliseconds in which two signals are of one Ctrl+C: the terminal sends it to all, and npm hands it on to its child. */
const together = 500;

/** A process that can be interrupted, or what stands for it. */
export interface Interrupted {
  on(signal: "SIGINT", listener: () => void): unknown;
  exit(code: number): unknown;
}

/**
 * Lets a command end after the step that it is at: the first Ctrl+C aborts the signal, and a further one ends the process
 * at once, with the exit code that shells use for it.
 *
 * The listener stays. What runs the Pulumi CLI would end the process itself at a signal that nobody listens to.
 *
 * @param now the time in milliseconds. Default: a clock that isn't set.
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
