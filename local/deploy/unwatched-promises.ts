import debuggable = require("@pulumi/pulumi/runtime/debuggable");

const watch = "debuggablePromise";

/**
 * Does work in which Pulumi doesn't watch its promises: it adds notes and further promises to each, to tell as the process
 * ends which of them never did. That is a third of an evaluation, and here a program that waits for ever keeps who waits for it from
 * going on.
 *
 * @throws Error when Pulumi has no such function.
 */
export async function withUnwatchedPromises<T>(work: () => Promise<T>): Promise<T> {
  const watched: unknown = Reflect.get(debuggable, watch);
  if (typeof watched !== "function") {
    throw new Error(`Pulumi has no ${watch}: its promises can't be left unwatched`);
  }
  Reflect.set(debuggable, watch, (promise: unknown) => promise);
  try {
    return await work();
  } finally {
    Reflect.set(debuggable, watch, watched);
  }
}
