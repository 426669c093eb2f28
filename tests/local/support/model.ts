import { createServer, type IncomingHttpHeaders } from "node:http";

/** A request as a model's container gets it. */
export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Breaks the connection after the body. */
  readonly breaks?: true;
}

/** A model that answers as a test tells it and keeps what it received. */
export class TestModel {
  readonly received: Received[] = [];
  answer: Answer = {};
  private readonly server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      this.received.push({ method, path: url, headers, body: Buffer.concat(chunks) });
      response.writeHead(this.answer.status ?? 200, this.answer.headers);
      if (this.answer.breaks) {
        response.write(this.answer.body, () => response.destroy());
      } else {
        response.end(this.answer.body);
      }
    });
  });

  static async start(): Promise<TestModel> {
    const model = new TestModel();
    await new Promise<void>((resolve) => model.server.listen(0, "127.0.0.1", resolve));
    return model;
  }

  get url(): URL {
    const address = this.server.address();
    if (address === null || typeof address === "string") {
      throw new Error("the model doesn't listen on a port");
    }
    return new URL(`http://127.0.0.1:${address.port}/`);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
