import { expect } from "chai";
import { ModelRefusal, useOwnModel } from "../../../local/model/own-model";
import { failure } from "../support/failure";
import { TestModel } from "../support/model";

describe("The user's own model", () => {
  let model: TestModel;
  beforeEach(async () => {
    model = await TestModel.start();
  });
  afterEach(() => model.close());

  async function refusalOfModel(given: string): Promise<string> {
    const error = await failure(useOwnModel(given));
    expect(error).to.be.instanceOf(ModelRefusal);
    return error.message;
  }

  it("is used at its address when it answers GET /ping with 200, and isn't ended with the run", async () => {
    const used = await useOwnModel(model.url.href);
    await used.close();

    expect(used.url.href).to.equal(model.url.href);
    expect(model.received.map(({ method, path }) => `${method} ${path}`)).to.deep.equal(["GET /ping"]);
    expect((await fetch(new URL("ping", model.url))).status).to.equal(200);
  });

  it("may be given without a slash at the end, and below a path", async () => {
    const used = await useOwnModel(`${model.url.origin}/models/iris`);

    expect(used.url.href).to.equal(`${model.url.origin}/models/iris/`);
    expect(model.received[0]?.path).to.equal("/models/iris/ping");
  });

  for (const given of ["8080", "localhost:8080", "ftp://127.0.0.1:8080", "http://", ""]) {
    it(`is refused for the address "${given}", which is no HTTP server's`, async () => {
      expect(await refusalOfModel(given)).to.equal(
        `--model is "${given}": give the address of an HTTP server, such as http://127.0.0.1:8080`,
      );
    });
  }

  it("is refused when nothing listens at its address", async () => {
    const { href } = model.url;
    await model.close();

    expect(await refusalOfModel(href)).to.equal(
      `--model is "${href}", but GET ${href}ping must answer 200 and nothing answers there: start the model, or correct the address`,
    );
  });

  for (const status of [404, 500, 204]) {
    it(`is refused when it answers GET /ping with ${status}`, async () => {
      model.answer = { status };
      const { href } = model.url;

      expect(await refusalOfModel(href)).to.equal(
        `--model is "${href}", but GET ${href}ping must answer 200 and it answered ${status}: start the model, or correct the address`,
      );
    });
  }
});
