// What runs a function's code in its worker: loads the module once, then answers one event after the other.
import { Writable } from "node:stream";
import { finished } from "node:stream/promises";
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

/** Handlers that stream, as AWS's Node.js runtime marks them: they get a stream in the place of a returned answer. */
const streaming = new WeakSet();
globalThis.awslambda = {
  /** @param {object} handler */
  streamifyResponse(handler) {
    streaming.add(handler);
    return handler;
  },
};

/** Makes room for the next part, once the last one was taken. */
let makeRoom = () => {};

/** What a handler streams into. Its type goes to function URLs and API Gateway; here the answer is a stream of events. */
function responseStream() {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      makeRoom = done;
      port?.postMessage({ part: chunk });
    },
  });
  return Object.assign(stream, { setContentType() {} });
}

/** @type {(event: unknown, ...others: object[]) => Promise<unknown>} */
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

/**
 * @param {string} event
 * @param {object} context
 */
async function answer(event, context) {
  if (!streaming.has(handler)) {
    return { answer: JSON.stringify(await handler(JSON.parse(event), context)) ?? "null" };
  }
  const stream = responseStream();
  await handler(JSON.parse(event), stream, context);
  await finished(stream);
  return { ended: true };
}

port.on("message", async ({ more, event, context, deadline }) => {
  if (more) {
    makeRoom();
    return;
  }
  const remaining = { getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
  try {
    port.postMessage(await answer(event, { ...context, ...remaining }));
  } catch (error) {
    port.postMessage({ error: toError(error) });
  }
});
