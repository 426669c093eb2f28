import { bytesEvent, exceptionEvent } from "../core/event-stream";

/** AWS's errors of a stream. The sentences are of the API's documents. Source: SageMaker Runtime API, ModelStreamError. */
function brokenBy(timeout: AbortSignal): Uint8Array {
  return exceptionEvent(
    "ModelStreamError",
    timeout.aborted
      ? {
          ErrorCode: "ModelInvocationTimeExceeded",
          Message: "Your model primary did not complete sending the inference response in the allotted time.",
        }
      : {
          ErrorCode: "StreamBroken",
          Message: "The TCP connection between the client and the model was reset or closed.",
        },
  );
}

/**
 * A model's answer as events, each part when the model has sent it and the caller has room. A caller that goes ends the
 * model's connection.
 *
 * @param timeout ends the model's answer when its time is over.
 */
export function responseStream(
  answer: ReadableStream<Uint8Array> | null,
  timeout: AbortSignal,
): ReadableStream<Uint8Array> {
  const reader = answer?.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
          if (!done) {
            controller.enqueue(bytesEvent("PayloadPart", value));
            return;
          }
        } catch {
          controller.enqueue(brokenBy(timeout));
        }
        controller.close();
      },
      async cancel() {
        await reader?.cancel();
      },
    },
    { highWaterMark: 0 },
  );
}
