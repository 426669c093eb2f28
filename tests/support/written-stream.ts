/** A stream whose parts a test writes one by one. */
export interface WrittenStream {
  readonly stream: ReadableStream<Uint8Array>;
  write(part: Uint8Array): void;
  end(): void;
  /** Fulfilled when the reader goes away. */
  readonly left: Promise<void>;
}

export function writtenStream(): WrittenStream {
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      body = controller;
    },
    cancel: () => leave(),
  });
  return { stream, write: (part) => body?.enqueue(part), end: () => body?.close(), left };
}
