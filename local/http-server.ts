import { serve } from "@hono/node-server";

/** An HTTP server that listens on loopback. */
export interface HttpServer {
  readonly url: URL;
  /** Stops it, connections that are kept alive included. */
  close(): Promise<void>;
}

/** Listens on a free port of loopback. */
export async function listen(fetch: Parameters<typeof serve>[0]["fetch"]): Promise<HttpServer> {
  const server = serve({ fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise<void>((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the server doesn't listen on a port");
  }
  return {
    url: new URL(`http://127.0.0.1:${address.port}/`),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        if ("closeAllConnections" in server) {
          server.closeAllConnections();
        }
      }),
  };
}
