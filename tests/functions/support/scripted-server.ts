import { listen } from "../../../local/support/http-server";

/** A request as it reached the server. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** The query, with its question mark. */
  readonly search: string;
  readonly headers: Headers;
  readonly body: Buffer;
  /** Breaks the connection instead of answering. */
  disconnect(): void;
}

/** What the server answers to a request; the first one has number 1. */
export type Script = (request: SeenRequest, number: number) => Response | Promise<Response>;

/** An answer that never comes. */
export function silence(): Promise<Response> {
  return new Promise(() => {});
}

/** An HTTP server on loopback that answers by script and remembers what reached it. */
export class ScriptedServer {
  readonly requests: SeenRequest[] = [];

  private constructor(
    readonly url: string,
    readonly close: () => Promise<void>,
    private script: Script,
  ) {}

  static async start(script: Script): Promise<ScriptedServer> {
    let scripted: ScriptedServer | undefined;
    const server = await listen((request, bindings) =>
      scripted?.answer(request, () => bindings.incoming.socket.destroy()),
    );
    scripted = new ScriptedServer(server.url.origin, () => server.close(), script);
    return scripted;
  }

  /** Answers by another script from now on, and forgets what it saw. */
  follow(script: Script): void {
    this.script = script;
    this.requests.length = 0;
  }

  private async answer(request: Request, disconnect: () => unknown): Promise<Response> {
    const seen = {
      method: request.method,
      path: new URL(request.url).pathname,
      search: new URL(request.url).search,
      headers: request.headers,
      body: Buffer.from(await request.arrayBuffer()),
      disconnect: () => void disconnect(),
    };
    this.requests.push(seen);
    const response = await this.script(seen, this.requests.length);
    // SDKs correct their clocks by the date header, so it must follow a test that moves time.
    response.headers.set("date", new Date(Date.now()).toUTCString());
    return response;
  }
}
