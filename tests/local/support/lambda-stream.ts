import { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";
import { EventStreamMarshaller, type Message } from "@smithy/core/event-streams";
import { fromUtf8, toUtf8 } from "@smithy/core/serde";
import * as v from "valibot";
import type { StreamEvent } from "../../../examples/stream/stream";
import type { LocalAws } from "../../../local/aws/local-aws";
import type { Keys } from "./clients";
import { signedHeaders } from "./signed-fetch";

const marshaller = new EventStreamMarshaller({ utf8Encoder: toUtf8, utf8Decoder: fromUtf8 });

const complete = v.object({ ErrorCode: v.optional(v.string()), ErrorDetails: v.optional(v.string()) });

/** What Lambda answers to InvokeWithResponseStream over HTTP. */
export interface LambdaAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly events: AsyncIterable<StreamEvent>;
  /** The body of an answer that is no stream. */
  text(): Promise<string>;
  /** Goes, as a caller can in the middle of an answer. */
  leave(): void;
}

/** Lambda's InvokeWithResponseStream, whose events AWS's own library reads. */
export async function invokeWithResponseStream(
  aws: LocalAws,
  keys: Keys,
  functionName: string,
  event: unknown,
  { body = JSON.stringify(event), headers: more = {} } = {},
): Promise<LambdaAnswer> {
  const url = new URL(`/2021-11-15/functions/${functionName}/response-streaming-invocations`, aws.url).href;
  const headers = { ...signedHeaders({ url, service: "lambda", body, date: new Date(), keys }), ...more };
  const leaving = new AbortController();
  const response = await fetch(url, { method: "POST", headers, body, signal: leaving.signal });
  return {
    status: response.status,
    headers: response.headers,
    events: eventsOf(response),
    text: () => response.text(),
    leave: () => leaving.abort(),
  };
}

async function* eventsOf({ body }: Response): AsyncGenerator<StreamEvent> {
  const read = async (event: Readonly<Record<string, Message>>) => event;
  for await (const event of marshaller.deserialize(Readable.fromWeb(body ?? new ReadableStream()), read)) {
    const { PayloadChunk: chunk, InvokeComplete: last } = event;
    yield {
      ...(chunk !== undefined && { PayloadChunk: { Payload: chunk.body } }),
      ...(last !== undefined && { InvokeComplete: v.parse(complete, JSON.parse(toUtf8(last.body))) }),
    };
  }
}
