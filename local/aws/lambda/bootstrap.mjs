// What runs a function's code in its worker: loads the module once, then answers one event after the other.
import { parentPort, workerData } from "node:worker_threads";

const port = parentPort;
if (port === null) {
  throw new Error("bootstrap.mjs runs in a worker");
}

/** @param {unknown} error */
function toError(error) {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message }
    : { errorType: "Error", errorMessage: String(error) };
}

/** @type {(event: unknown, context: object) => Promise<unknown>} */
let handler;
try {
  const code = await import(workerData.module);
  handler = code[workerData.export];
  port.postMessage(
    typeof handler === "function"
      ? { ready: true }
      : {
          initError: {
            errorType: "Runtime.HandlerNotFound",
            errorMessage: `index.${workerData.export} is undefined or not exported`,
          },
        },
  );
} catch (error) {
  port.postMessage({ initError: toError(error) });
}

port.on("message", async ({ event, context, deadline }) => {
  try {
    const answer = await handler(JSON.parse(event), {
      ...context,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    });
    port.postMessage({ answer: JSON.stringify(answer) ?? "null" });
  } catch (error) {
    port.postMessage({ error: toError(error) });
  }
});
