/** Moves the time of this process forward, as SDK clients see it; gives what moves it back. */
export function moveTime(milliseconds: number): () => void {
  const { now } = Date;
  Date.now = () => now() + milliseconds;
  return () => {
    Date.now = now;
  };
}

/** Stops the time of this process at a moment, in milliseconds since 1970; gives what lets it go on. */
export function stopTime(moment: number): () => void {
  const { now } = Date;
  Date.now = () => moment;
  return () => {
    Date.now = now;
  };
}

/** Lets timers run out a hundred times sooner, those of the SDK's clients among them; gives what lets them go on. */
export function hurryTimers(): () => void {
  const original = globalThis.setTimeout;
  const hurried = <Arguments extends unknown[]>(run: (...args: Arguments) => void, ms = 0, ...args: Arguments) =>
    original(run, ms / 100, ...args);
  globalThis.setTimeout = Object.assign(hurried, original);
  return () => {
    globalThis.setTimeout = original;
  };
}
