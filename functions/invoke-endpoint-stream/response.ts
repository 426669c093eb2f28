import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Answer } from "../lib/error-answer";
import { timeUp } from "./failure";

/** The stream that Lambda's Node.js runtime hands to a streaming handler. */
export type ResponseStream = Writable & Pick<awslambda.HttpResponseStream, "setContentType">;

/**
 * The beginning of every answer: status and headers as JSON, then eight zero bytes, which JSON can't contain. It is the
 * form of Lambda's HTTP integrations, so that function URLs and API Gateway can read it as well.
 *
 * Source: API Gateway Developer Guide, "Set up a Lambda proxy integration with payload response streaming".
 */
export function prelude({ statusCode, headers }: Pick<Answer, "statusCode" | "headers">): Buffer {
  return Buffer.concat([Buffer.from(JSON.stringify({ statusCode, headers })), Buffer.alloc(8)]);
}

/** An answer being sent. It is never ahead of its caller: each part waits until there is room. */
export class Sending {
  /** Bytes sent so far, the prelude included. */
  bytes = 0;

  /** @param signal ends the waiting for a caller that takes nothing. */
  constructor(
    private readonly stream: ResponseStream,
    private readonly signal: AbortSignal,
  ) {}

  /** Begins with status and headers. */
  begin(answer: Pick<Answer, "statusCode" | "headers">): Promise<void> {
    this.stream.setContentType("application/vnd.awslambda.http-integration-response");
    return this.send(prelude(answer));
  }

  /** Sends a part, and waits until the next one has room. */
  async send(part: Uint8Array): Promise<void> {
    this.bytes += part.length;
    if (this.stream.write(part)) {
      return;
    }
    try {
      await once(this.stream, "drain", { signal: this.signal });
    } catch (error) {
      throw this.signal.aborted ? timeUp() : error;
    }
  }

  end(): void {
    this.stream.end();
  }

  /** Sends an answer that is complete. */
  async whole(answer: Answer): Promise<void> {
    await this.begin(answer);
    await this.send(Buffer.from(answer.body));
    this.end();
  }
}
