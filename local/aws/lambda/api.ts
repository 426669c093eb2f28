import { AwsError } from "../core/aws-error";
import { permit } from "../core/aws-json";
import { bytesEvent, eventStreamType, membersEvent } from "../core/event-stream";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { World } from "../core/world";
import type { Outcome } from "./instance";
import type { Lambda } from "./service";

/** Lambda's API: InvokeWithResponseStream. */
export class LambdaApi implements Service {
  constructor(
    private readonly world: World,
    private readonly lambda: Lambda,
  ) {}

  serves(host: string): boolean {
    return /^lambda\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { session, region } = signedBy(arrival);
    const { account } = session.role;
    const written = /^\/2021-11-15\/functions\/([^/]+)\/response-streaming-invocations$/.exec(
      request.url.pathname,
    )?.[1];
    if (written === undefined || request.method !== "POST" || request.url.search !== "") {
      throw NotKnown.operation("Lambda", `${request.method} ${request.url.pathname}${request.url.search}`);
    }
    const others = Object.keys(request.headers).filter((name) => unknownHeaders.has(name));
    if (others.length > 0) {
      throw NotKnown.members("Lambda", "InvokeWithResponseStream", others);
    }
    const arn = arnOf(decodeURIComponent(written), { account, region });
    const resource = { arn, account, region };
    await permit(this.world, { session, via: arrival.via, action: "lambda:InvokeFunction", resource });
    const name = arn.split(":").at(-1) ?? "";
    const { parts } = await this.lambda.stream({ account, region }, name, readEvent(request.body));
    return {
      status: 200,
      headers: { "content-type": eventStreamType, "x-amz-executed-version": "$LATEST" },
      body: "",
      stream: eventsOf(parts),
    };
  }

  answerError({ code, message, status }: AwsError): HttpAnswer {
    return {
      status: code === "AccessDeniedException" ? 403 : status,
      headers: { "content-type": "application/json", "x-amzn-errortype": code },
      body: JSON.stringify({ Type: "User", message }),
    };
  }
}

/** Headers that change what InvokeWithResponseStream does. Source: Lambda API, InvokeWithResponseStream. */
const unknownHeaders = new Set(["x-amz-client-context", "x-amz-invocation-type", "x-amz-log-type", "x-amz-tenant-id"]);

/** A function is called by its name or its ARN. */
function arnOf(nameOrArn: string, { account, region }: { readonly account: string; readonly region: string }): string {
  const own = `arn:aws:lambda:${region}:${account}:function:`;
  if (nameOrArn.includes(":") && !nameOrArn.startsWith(own)) {
    throw NotKnown.operation("Lambda", `a call of ${nameOrArn}`);
  }
  return nameOrArn.startsWith(own) ? nameOrArn : own + nameOrArn;
}

function readEvent(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    throw new AwsError("InvalidRequestContentException", "Could not parse request body into json", 400);
  }
}

/**
 * A function's answer as events: its parts, and at last whether it failed. One of a function that doesn't stream is one
 * part. The documents don't say what `ErrorDetails` has: here it is what Lambda answers to Invoke.
 *
 * Source: Lambda API, InvokeWithResponseStreamResponseEvent.
 */
function eventsOf(parts: AsyncGenerator<Uint8Array, Outcome>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done !== true) {
          controller.enqueue(bytesEvent("PayloadChunk", value));
          return;
        }
        if ("answer" in value) {
          controller.enqueue(bytesEvent("PayloadChunk", Buffer.from(value.answer)));
        }
        const failed = "error" in value && {
          ErrorCode: value.error.errorType,
          ErrorDetails: JSON.stringify(value.error),
        };
        controller.enqueue(membersEvent("InvokeComplete", failed || {}));
        controller.close();
      },
      async cancel() {
        await parts.return({ ended: true });
      },
    },
    { highWaterMark: 0 },
  );
}
