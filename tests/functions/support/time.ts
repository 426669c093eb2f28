/** Moves the time of this process forward, as SDK clients see it; gives what moves it back. */
export function moveTime(milliseconds: number): () => void {
  const { now } = Date;
  Date.now = () => now() + milliseconds;
  return () => {
    Date.now = now;
  };
}
