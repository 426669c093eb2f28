import { expect } from "chai";
import { startSampleModel } from "../../../local/model/sample-model";
import type { HttpServer } from "../../../local/support/http-server";
import { failure } from "../support/failure";

describe("The sample model's server", () => {
  let model: HttpServer;
  beforeEach(async () => {
    model = await startSampleModel();
  });
  afterEach(() => model.close().catch(() => {}));

  const invoke = (body: string) => fetch(new URL("invocations", model.url), { method: "POST", body });

  it("answers GET /ping with 200 and nothing, as SageMaker asks a container", async () => {
    const answer = await fetch(new URL("ping", model.url));

    expect(answer.status).to.equal(200);
    expect(await answer.text()).to.equal("");
  });

  it("answers POST /invocations with a species and how likely it is", async () => {
    const answer = await invoke('{"sepalLength":5.1,"sepalWidth":3.5,"petalLength":1.4,"petalWidth":0.2}');

    expect(answer.status).to.equal(200);
    expect(answer.headers.get("content-type")).to.equal("application/json");
    expect(await answer.text()).to.equal('{"species":"setosa","probability":0.98}');
  });

  it("streams every species to a caller that accepts lines", async () => {
    const answer = await fetch(new URL("invocations", model.url), {
      method: "POST",
      headers: { accept: "application/jsonlines" },
      body: '{"sepalLength":5.1,"sepalWidth":3.5,"petalLength":1.4,"petalWidth":0.2}',
    });

    expect(answer.headers.get("content-type")).to.equal("application/jsonlines");
    expect(await answer.text()).to.equal(
      [
        '{"species":"setosa","probability":0.98}',
        '{"species":"versicolor","probability":0.02}',
        '{"species":"virginica","probability":0}',
        "",
      ].join("\n"),
    );
  });

  it("answers a request that it can't read with 400 and the sentence", async () => {
    const answer = await invoke("null");

    expect(answer.status).to.equal(400);
    expect(await answer.json()).to.deep.equal({
      error: "the body must be an object with sepalLength, sepalWidth, petalLength and petalWidth",
    });
  });

  it("listens only on loopback, and no longer once it is closed", async () => {
    expect(model.url.hostname).to.equal("127.0.0.1");

    await model.close();

    await failure(fetch(new URL("ping", model.url)));
  });
});
