import { Writable } from "node:stream";
import { Logger } from "@aws-lambda-powertools/logger";
import type { SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import type { Context } from "aws-lambda";
import { createStreamHandler } from "../../../functions/invoke-endpoint-stream/handler";
import type { ResponseStream } from "../../../functions/invoke-endpoint-stream/response";
import { RoleClient } from "../../../functions/lib/role-client";
import { bytesEvent, eventStreamType, exceptionEvent } from "../../../local/aws/core/event-stream";
import { writtenStream } from "../../support/written-stream";

/** What a model's stream does next, as SageMaker's answer has it. */
export interface StreamedAnswer {
  readonly response: Response;
  part(text: string | Uint8Array): void;
  /** An error of the stream, with its members. */
  fail(type: string, members: object): void;
  end(): void;
  /** Fulfilled when the reader goes away. */
  readonly left: Promise<void>;
}

/** InvokeEndpointWithResponseStream's answer, whose events a test sends one by one. */
export function streamedAnswer(contentType = "application/jsonlines"): StreamedAnswer {
  const { stream, write, end, left } = writtenStream();
  const headers = {
    "content-type": eventStreamType,
    "x-amzn-sagemaker-content-type": contentType,
    "x-amzn-invoked-production-variant": "AllTraffic",
  };
  return {
    response: new Response(stream, { headers }),
    part: (text) => write(bytesEvent("PayloadPart", Buffer.from(text))),
    fail(type, members) {
      write(exceptionEvent(type, members));
      end();
    },
    end,
    left,
  };
}

/** An answer that is all there at once. */
export function wholeAnswer(...parts: readonly (string | Uint8Array)[]): Response {
  const answer = streamedAnswer();
  for (const part of parts) {
    answer.part(part);
  }
  answer.end();
  return answer.response;
}

/** What Lambda's runtime sends on to the caller of a function that streams. */
export class Caller extends Writable implements ResponseStream {
  readonly received: Buffer[] = [];
  contentType: string | undefined;
  private readonly waiting: (() => void)[] = [];
  private held: (() => void) | undefined;

  /** @param reads whether it takes what comes; otherwise `take` lets one chunk through. */
  constructor(private readonly reads = true) {
    super({ highWaterMark: 1 });
  }

  setContentType = (contentType: string) => {
    this.contentType = contentType;
  };

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.received.push(chunk);
    for (const tell of this.waiting.splice(0)) {
      tell();
    }
    if (this.reads) {
      done();
    } else {
      this.held = done;
    }
  }

  take(): void {
    const done = this.held;
    this.held = undefined;
    done?.();
  }

  /** Waits until so many chunks have come, the prelude being the first. */
  async chunks(count: number): Promise<void> {
    while (this.received.length < count) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** The prelude's members and the bytes after it. */
  get answer(): { readonly prelude: unknown; readonly body: string } {
    const all = Buffer.concat(this.received);
    const end = all.indexOf(Buffer.alloc(8));
    return { prelude: JSON.parse(all.subarray(0, end).toString()), body: all.subarray(end + 8).toString() };
  }
}

/** The handler over a client, with `iris` as the endpoint of requests that name none. */
export function streamHandlerOver(
  client: Pick<SageMakerRuntimeClient, "send">,
  { idle = 60_000, limit = 200_000_000, logLevel = "SILENT" as "SILENT" | "INFO" } = {},
): (event: unknown, stream: ResponseStream, context: Context) => Promise<void> {
  return createStreamHandler({
    defaultEndpoint: "iris",
    idle,
    limit,
    logger: new Logger({ serviceName: "invoke-endpoint-stream", logLevel }),
    runtime: new RoleClient(() => client),
  });
}
