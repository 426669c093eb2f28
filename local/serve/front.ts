import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { HttpAnswer, LocalAws, Origin } from "../aws";
import { type HttpServer, listen } from "../support/http-server";

/** A place in the network that a browser on this machine can look from, by the name that stands in addresses. */
export type Places = Readonly<Record<string, Origin>>;

/** Origins of AWS in what it answers, as far as browsers go there. */
const awsOrigin = /https:\/\/([a-z0-9.-]+\.(?:amazonaws\.com|sagemaker\.aws))(?![a-z0-9.-])/g;

/** Addresses of this machine that lead to one of AWS's, made again at each visit, by the name before `.localhost`. */
export type Doors = Readonly<Record<string, () => Promise<{ readonly address: string; readonly place: string }>>>;

/** `{host of AWS}.{place}.localhost`; browsers take every name below localhost for this machine. */
const frontHost = /^(?<host>[a-z0-9.-]+)\.(?<place>[a-z-]+)\.localhost$/;

export interface FrontOptions {
  /** Default: a free one. */
  readonly port?: number;
  readonly doors?: Doors;
}

/** A page for requests that don't arrive, which a browser would show as a failure of its own. */
function notReached(reason: string): HttpAnswer {
  return { status: 502, headers: { "content-type": "text/plain; charset=utf-8" }, body: `not reached: ${reason}\n` };
}

/**
 * The local AWS for browsers on this machine: each of AWS's hosts, as a place in the network finds it, has an address
 * below localhost. Only origins are replaced in what AWS answers, and cookies are kept without TLS.
 */
export class Front {
  private constructor(private readonly server: HttpServer) {}

  /** @throws Node.js's error, `EADDRINUSE` where something else listens on the port. */
  static async open(aws: LocalAws, places: Places, { port, doors = {} }: FrontOptions = {}): Promise<Front> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.all("*", async (context) => {
      const url = new URL(context.req.url);
      const door = doors[url.hostname.replace(/\.localhost$/, "")];
      if (door !== undefined) {
        const { address, place } = await door();
        return context.redirect(frontAddress(address, place, url.port));
      }
      const { host = "", place = "" } = frontHost.exec(url.hostname)?.groups ?? {};
      const origin = places[place];
      if (origin === undefined) {
        return context.text(`there is nothing at ${url.hostname}\n`, 404);
      }
      const { answer, path } = await aws.send(origin, {
        method: context.req.method,
        url: new URL(`https://${host}${url.pathname}${url.search}`),
        headers: { ...context.req.header(), host },
        headerLists: { ...context.env.incoming.headersDistinct, host: [host] },
        body: new Uint8Array(await context.req.arrayBuffer()),
      });
      if (answer === undefined && context.req.header("sec-fetch-mode") === "cors") {
        // What a page's call finds where nothing answers.
        context.env.incoming.socket.destroy();
        return new Response(null);
      }
      const given = answer ?? notReached(path.reached ? "nobody answered" : path.reason);
      const { status, headers, body } = translated(given, (address) => frontAddress(address, place, url.port));
      return new Response(status === 204 || status === 304 ? null : body, { status, headers: { ...headers } });
    });
    return new Front(await listen(app.fetch, port));
  }

  /** Where an address of AWS is, as a place finds it. */
  addressOf(address: string, place: string): string {
    return frontAddress(address, place, this.server.url.port);
  }

  /** Where a door is. */
  doorOf(name: string): string {
    return `http://${name}.localhost:${this.server.url.port}/`;
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

function frontAddress(text: string, place: string, port: string): string {
  return text.replace(awsOrigin, (_, host: string) => `http://${host}.${place}.localhost:${port}`);
}

function translated({ status, headers, body }: HttpAnswer, replace: (text: string) => string): HttpAnswer {
  const all = Object.entries(headers).map(([name, value]) => [
    name,
    name.toLowerCase() === "set-cookie" ? value.replace(/; Secure/i, "") : replace(value),
  ]);
  return {
    status,
    headers: Object.fromEntries(all),
    body: replace(typeof body === "string" ? body : Buffer.from(body).toString("utf8")),
  };
}
