let queue: Promise<unknown> = Promise.resolve();

/** Pulumi's runtime keeps one program's state in the process, so stacks come up one after the other. */
export function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const result = queue.then(work, work);
  queue = result.catch(() => {});
  return result;
}
