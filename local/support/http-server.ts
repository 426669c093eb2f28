import { serve } from "@hono/node-server";

/** An HTTP server that listens on loopback. */
export interface HttpServer {
  readonly url: URL;
  /** Stops it, connections that are kept alive included. */
  close(): Promise<void>;
}

/**
 * Listens on loopback.
 *
 * @param port default: a free one.
 * @throws Node.js's error, `EADDRINUSE` where something else listens on the port.
 */
export async function listen(fetch: Parameters<typeof serve>[0]["fetch"], port = 0): Promise<HttpServer> {
  const server = serve({ fetch, hostname: "127.0.0.1", port });
  await new Promise<void>((resolve, reject) => server.once("listening", resolve).once("error", reject));
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
