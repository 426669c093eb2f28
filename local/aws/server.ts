import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { listen } from "../http-server";
import { AwsError } from "./aws-error";
import type { HttpAnswer, Service } from "./service";
import type { Sessions } from "./sessions";
import { identify } from "./sigv4";
import type { World } from "./world";

/** A server in front of the local AWS, on loopback. */
export interface Server {
  readonly url: string;
  /** How many requests came in so far. */
  requests(): number;
  close(): Promise<void>;
}

/** Which service a request is for, when its signature can't tell. */
function signedFor(headers: Readonly<Record<string, string>>): string {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1] ?? "";
}

function toResponse({ status, headers, body }: HttpAnswer, requestId: string, now: Date): Response {
  // SDKs correct their clocks by the date header.
  return new Response(body, {
    status,
    headers: { ...headers, date: now.toUTCString(), "x-amzn-requestid": requestId },
  });
}

/**
 * Starts the server that every call of a function's SDK goes through: who signed, is it allowed, what does the service
 * answer. An error that AWS wouldn't make is handed to `onMistake` and answered with 501.
 */
export async function startServer(
  world: World,
  sessions: Sessions,
  services: readonly Service[],
  onMistake: (error: unknown) => void,
): Promise<Server> {
  const byName = new Map(services.map((service) => [service.signingName, service]));
  const app = new Hono();
  let requests = 0;
  app.all("*", async (context) => {
    requests++;
    const requestId = randomUUID();
    if (context.req.header("authorization") === undefined) {
      return context.json({ message: "Missing Authentication Token" }, 403);
    }
    const headers = context.req.header();
    const service = byName.get(signedFor(headers));
    try {
      if (service === undefined) {
        throw new Error(`the local AWS doesn't know the service "${signedFor(headers)}"`);
      }
      const request = {
        method: context.req.method,
        url: new URL(context.req.url),
        headers,
        body: new Uint8Array(await context.req.arrayBuffer()),
      };
      const caller = await identify(request, sessions, world);
      return toResponse(await service.answer(request, caller), requestId, world.clock.now());
    } catch (error) {
      if (error instanceof AwsError && service !== undefined) {
        return toResponse(service.answerError(error, requestId), requestId, world.clock.now());
      }
      onMistake(error);
      return new Response("not known to the local AWS", { status: 501 });
    }
  });

  const server = await listen(app.fetch);
  return { url: server.url.origin, requests: () => requests, close: () => server.close() };
}
