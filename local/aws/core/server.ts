import { randomUUID } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { type HttpServer, listen } from "../../support/http-server";
import type { Origin } from "../network/origin";
import { findPath, type Path } from "../network/path";
import { AwsError } from "./aws-error";
import { jsonError } from "./aws-json";
import { addressedHost } from "./hosts";
import { NotKnown } from "./not-known";
import type { AwsRequest, HttpAnswer, Service, Via } from "./service";
import type { Sessions } from "./sessions";
import { identify } from "./sigv4";
import type { World } from "./world";

/** The fault that a request gets in place of its service's answer: another answer, a broken connection, or none, ever. */
export type Fault = HttpAnswer | "broken" | "silent";

/**
 * Looks at each request that arrives, with the host name that it is for. A fault that it returns replaces
 * the service's answer; undefined lets the request through, at once or whenever the promise is kept.
 */
export type Interference = (host: string, request: AwsRequest) => Fault | undefined | Promise<Fault | undefined>;

/** Lets everything through. */
const noInterference: Interference = () => undefined;

/** The outcome of a request: the path that it took, and the answer if it arrived. */
export interface Delivery {
  readonly path: Path;
  readonly answer?: HttpAnswer;
}

function isSigned({ headers }: AwsRequest): boolean {
  return (headers.authorization ?? "").startsWith("AWS4-HMAC-SHA256 ");
}

function viaOf(path: Path): Via | undefined {
  return path.reached && path.endpoint !== undefined
    ? { endpoint: path.endpoint, sourceAddress: path.sourceAddress }
    : undefined;
}

/**
 * The front of the local AWS. It finds for every request whether it arrives, through which endpoint, and who signed it;
 * then the service decides and answers.
 */
export class Server {
  /** The fault injected before every service. */
  interference = noInterference;
  private count = 0;
  private readonly listeners = new Map<string, Promise<HttpServer>>();

  /** @param onMistake takes errors that AWS wouldn't make; the request is answered with 501, in its service's protocol. */
  constructor(
    private readonly world: World,
    private readonly sessions: Sessions,
    private readonly services: readonly Service[],
    private readonly onMistake: (error: unknown) => void,
  ) {}

  /** How many requests arrived so far. */
  get requests(): number {
    return this.count;
  }

  /** Sends a request, addressed to one of AWS's host names, from a place in the network. */
  send(origin: Origin, request: AwsRequest): Promise<Delivery> {
    return this.deliver(origin, request.url.hostname, request);
  }

  /**
   * The address at which a place in the network finds AWS, as SDKs take it in AWS_ENDPOINT_URL. Which host name a
   * request would have had follows from its signature; one that doesn't arrive gets its connection broken.
   *
   * @param region the region of requests that name none.
   */
  async address(origin: Origin, region: string): Promise<string> {
    const key = JSON.stringify([origin, region]);
    const listener = this.listeners.get(key) ?? listen(this.app(origin, region).fetch);
    this.listeners.set(key, listener);
    return (await listener).url.origin;
  }

  async close(): Promise<void> {
    await Promise.all([...this.listeners.values()].map(async (listener) => (await listener).close()));
  }

  private app(origin: Origin, region: string): Hono<{ Bindings: HttpBindings }> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.all("*", async (context) => {
      const request = {
        method: context.req.method,
        url: new URL(context.req.url),
        headers: context.req.header(),
        body: new Uint8Array(await context.req.arrayBuffer()),
      };
      const host = addressedHost(request, region);
      if (host === undefined) {
        this.count++;
        return context.json({ message: "Missing Authentication Token" }, 403);
      }
      const { answer } = await this.deliver(origin, host, request);
      if (answer === undefined) {
        context.env.incoming.socket.destroy();
        return new Response(null);
      }
      return new Response(answer.stream ?? answer.body, { status: answer.status, headers: { ...answer.headers } });
    });
    return app;
  }

  private async deliver(origin: Origin, host: string, request: AwsRequest): Promise<Delivery> {
    const path = findPath(this.world, origin, { host });
    if (!path.reached) {
      this.world.trail.record({
        time: this.world.clock.now(),
        caller: origin.kind === "vpc" ? origin.vpcId : "the internet",
        action: "connect",
        resource: host,
        allowed: false,
        decidedBy: path.reason,
      });
      return { path };
    }
    this.count++;
    const requestId = randomUUID();
    const fault = await this.interference(host, request);
    if (fault === "broken") {
      return { path };
    }
    const answer =
      fault === "silent"
        ? await new Promise<never>(() => {})
        : (fault ?? (await this.answer(host, request, viaOf(path), requestId)));
    // SDKs correct their clocks by the date header.
    const stamp = { date: this.world.clock.now().toUTCString(), "x-amzn-requestid": requestId };
    return { path, answer: { ...answer, headers: { ...answer.headers, ...stamp } } };
  }

  /** The answer to a request that the local AWS can't answer as AWS would. */
  private mistake(error: unknown): AwsError {
    this.onMistake(error);
    return new AwsError(
      "NotImplemented",
      error instanceof NotKnown ? error.message : "not known to the local AWS",
      501,
    );
  }

  private async answer(
    host: string,
    request: AwsRequest,
    via: Via | undefined,
    requestId: string,
  ): Promise<HttpAnswer> {
    const service = this.services.find((candidate) => candidate.serves(host));
    try {
      if (service === undefined) {
        throw new NotKnown(`the local AWS doesn't know the service at ${host}`);
      }
      const caller = isSigned(request) ? await identify(request, this.sessions, this.world) : undefined;
      const url = new URL(`https://${host}${request.url.pathname}${request.url.search}`);
      return await service.answer({ ...request, url }, { caller, via });
    } catch (error) {
      const told = error instanceof AwsError ? error : this.mistake(error);
      return service?.answerError?.(told, requestId) ?? jsonError(told);
    }
  }
}
