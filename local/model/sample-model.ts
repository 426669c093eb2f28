import { Hono } from "hono";
import { stream } from "hono/streaming";
import { type HttpServer, listen } from "../support/http-server";
import { predict, probabilities, readMeasures } from "./iris-model";

const lines = "application/jsonlines";

/**
 * Starts the sample model: a trained iris classifier as SageMaker runs models, an HTTP server that answers `GET /ping`
 * and `POST /invocations`. It takes `{ sepalLength, sepalWidth, petalLength, petalWidth }` in centimetres. To callers that
 * accept `application/jsonlines` it streams every species with its probability, one line after the other.
 *
 * Source: SageMaker Developer Guide, "Custom Inference Code with Hosting Services".
 */
export function startSampleModel(): Promise<HttpServer> {
  const app = new Hono();
  app.get("/ping", (context) => context.body(null, 200));
  app.post("/invocations", async (context) => {
    const measures = readMeasures(await context.req.text());
    if (typeof measures === "string") {
      return context.json({ error: measures }, 400);
    }
    if (context.req.header("accept") !== lines) {
      return context.json(predict(measures));
    }
    context.header("content-type", lines);
    return stream(context, async (answer) => {
      for (const prediction of probabilities(measures)) {
        await answer.write(`${JSON.stringify(prediction)}\n`);
      }
    });
  });
  return listen(app.fetch);
}
