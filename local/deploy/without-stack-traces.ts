/**
 * Does work in which errors have no stack traces. Pulumi takes one for every promise and every registration, and source maps
 * make each of them dear: together they are most of the time that an evaluation takes.
 */
export async function withoutStackTraces<T>(work: () => Promise<T>): Promise<T> {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = 0;
  // Where a registration stands in the program is asked for without a limit.
  Error.prepareStackTrace = String;
  try {
    return await work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}
