/**
 * Does work that must end in a number of milliseconds. The work gets a signal to pass on to the calls that it makes;
 * work that ignores the signal, such as fetching credentials, is abandoned.
 *
 * @throws what the work throws, or a `TimeoutError` when the time is over.
 */
export async function withinTime<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(Math.max(0, milliseconds));
  const timeUp = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([work(signal), timeUp]);
}
