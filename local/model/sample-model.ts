import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { closeServer, portOf } from "../aws/server";
import { predict, readMeasures } from "./iris-model";

/** A running model. */
export interface Model {
  readonly url: URL;
  close(): Promise<void>;
}

/**
 * Starts the sample model: a trained iris classifier as SageMaker runs models, an HTTP server that answers `GET /ping`
 * and `POST /invocations`. It takes `{ sepalLength, sepalWidth, petalLength, petalWidth }` in centimetres.
 *
 * Source: SageMaker Developer Guide, "Custom Inference Code with Hosting Services".
 */
export async function startSampleModel(): Promise<Model> {
  const app = new Hono();
  app.get("/ping", (context) => context.body(null, 200));
  app.post("/invocations", async (context) => {
    const measures = readMeasures(await context.req.text());
    return typeof measures === "string" ? context.json({ error: measures }, 400) : context.json(predict(measures));
  });
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise<void>((resolve) => server.once("listening", resolve));
  return { url: new URL(`http://127.0.0.1:${portOf(server.address())}/`), close: () => closeServer(server) };
}
