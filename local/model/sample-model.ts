import { Hono } from "hono";
import { type HttpServer, listen } from "../support/http-server";
import { predict, readMeasures } from "./iris-model";

/**
 * Starts the sample model: a trained iris classifier as SageMaker runs models, an HTTP server that answers `GET /ping`
 * and `POST /invocations`. It takes `{ sepalLength, sepalWidth, petalLength, petalWidth }` in centimetres.
 *
 * Source: SageMaker Developer Guide, "Custom Inference Code with Hosting Services".
 */
export function startSampleModel(): Promise<HttpServer> {
  const app = new Hono();
  app.get("/ping", (context) => context.body(null, 200));
  app.post("/invocations", async (context) => {
    const measures = readMeasures(await context.req.text());
    return typeof measures === "string" ? context.json({ error: measures }, 400) : context.json(predict(measures));
  });
  return listen(app.fetch);
}
