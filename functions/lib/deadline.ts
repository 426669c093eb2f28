/**
 * Does work that must end in a number of milliseconds. The work gets a signal to pass on to the calls that it makes;
 * what doesn't heed the signal, such as credentials being fetched, is left behind.
 *
 * @throws what the work throws, or a `TimeoutError` when time is up.
 */
export async function withinTime<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(Math.max(0, milliseconds));
  const timeUp = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([work(signal), timeUp]);
}
