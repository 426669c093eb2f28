/** An event of Lambda's InvokeWithResponseStream, as the `EventStream` of `@aws-sdk/client-lambda` has it. */
export interface StreamEvent {
  readonly PayloadChunk?: { readonly Payload?: Uint8Array | undefined } | undefined;
  readonly InvokeComplete?:
    | { readonly ErrorCode?: string | undefined; readonly ErrorDetails?: string | undefined }
    | undefined;
}

/** An answer of `invoke-endpoint-stream`. */
export interface StreamedAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The model's bytes as they come; with another status than 200, the JSON of an error. Throws {@link BrokenAnswer}. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** An answer that ended before it was complete. */
export class BrokenAnswer extends Error {
  constructor(
    /** Such as `ModelError` or `Timeout`. */
    readonly code: string,
    details: string,
  ) {
    super(`the answer ended early: ${code} ${details}`);
  }
}

/** The chunks' bytes. Only Lambda's last event tells whether they are all. */
async function* bytesOf(events: AsyncIterable<StreamEvent>): AsyncGenerator<Uint8Array> {
  for await (const { PayloadChunk, InvokeComplete } of events) {
    if (PayloadChunk?.Payload !== undefined) {
      yield PayloadChunk.Payload;
    }
    if (InvokeComplete?.ErrorCode !== undefined) {
      throw new BrokenAnswer(InvokeComplete.ErrorCode, InvokeComplete.ErrorDetails ?? "");
    }
    if (InvokeComplete !== undefined) {
      return;
    }
  }
  throw new BrokenAnswer("Disconnected", "the connection ended before Lambda's last event");
}

async function* joined(first: Uint8Array, others: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) {
    yield first;
  }
  yield* others;
}

/** Reads an answer's status and headers, which end in eight zero bytes, and leaves the rest to its reader. */
export async function readAnswer(events: AsyncIterable<StreamEvent>): Promise<StreamedAnswer> {
  const bytes = bytesOf(events);
  const separator = Buffer.alloc(8);
  let head = Buffer.alloc(0);
  while (!head.includes(separator)) {
    const { done, value } = await bytes.next();
    if (done === true) {
      throw new BrokenAnswer("NoPrelude", "the function answered without status and headers");
    }
    head = Buffer.concat([head, value]);
  }
  const end = head.indexOf(separator);
  const { statusCode, headers } = JSON.parse(head.subarray(0, end).toString("utf8"));
  return { statusCode, headers, body: joined(head.subarray(end + separator.length), bytes) };
}
