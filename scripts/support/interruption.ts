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
 * once, with the exit code that shells use for it. Steps in `before` come between the two, one for each Ctrl+C.
 *
 * The listener stays: without one, the library that runs the Pulumi CLI would end the process itself.
 *
 * @param now the time in milliseconds. Default: a monotonic clock.
 * @param before what each Ctrl+C after the first does, before one ends the process. Default: nothing.
 */
export function untilInterrupted(
  running: Interrupted = process,
  now = () => performance.now(),
  ...before: readonly (() => void)[]
): AbortSignal {
  const stop = new AbortController();
  const steps = [() => stop.abort(), ...before];
  let last: number | undefined;
  running.on("SIGINT", () => {
    if (last !== undefined && now() - last <= together) {
      return;
    }
    last = now();
    const step = steps.shift() ?? (() => running.exit(130));
    step();
  });
  return stop.signal;
}
