import type { ResponseStream } from "@aws-sdk/client-sagemaker-runtime";
import { silentModel, timeUp } from "./failure";

/** How long a stream is waited for. */
export interface Patience {
  /** Milliseconds that the model may send nothing, before its first byte and between two parts. */
  readonly idle: number;
  /** Fires when the function's time is over. */
  readonly deadline: AbortSignal;
}

/**
 * Waits for what a model does next.
 *
 * @throws StreamEnded when the model is silent for too long, or the function's time is over.
 */
export async function patiently<T>(next: Promise<T>, { idle, deadline }: Patience): Promise<T> {
  const attention = new AbortController();
  const { signal } = attention;
  const ended = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(silentModel(idle)), idle);
    signal.addEventListener("abort", () => clearTimeout(timer));
    deadline.addEventListener("abort", () => reject(timeUp()), { signal });
    if (deadline.aborted) {
      reject(timeUp());
    }
  });
  try {
    return await Promise.race([next, ended]);
  } finally {
    attention.abort();
  }
}

/** The parts of a model's answer, each when it comes and nothing ahead. @throws what ends the stream early. */
export async function* partsOf(
  { Body: events }: { readonly Body: AsyncIterable<ResponseStream> | undefined },
  patience: Patience,
): AsyncGenerator<Uint8Array, void> {
  const iterator = events?.[Symbol.asyncIterator]();
  if (iterator === undefined) {
    return;
  }
  for (;;) {
    const { done, value } = await patiently(iterator.next(), patience);
    if (done === true) {
      return;
    }
    const { Bytes: bytes = new Uint8Array() } = value.PayloadPart ?? {};
    // An empty part isn't the model's first byte.
    if (bytes.length > 0) {
      yield bytes;
    }
  }
}
