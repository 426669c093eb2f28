import * as path from "node:path";
import { expect } from "chai";
import { predict, readMeasures } from "../../../local/model/iris-model";
import { PayloadRefusal, readPayload, samplePayloads } from "../../../local/scenarios/payload";
import { withFolder } from "../support/project";

describe("The payload that the user gives", () => {
  const texts = [
    { what: "JSON", given: '{ "sepalLength": 6.3 }', contentType: "application/json" },
    { what: "JSON that is no object", given: "[1, 2]", contentType: "application/json; charset=utf-8" },
    { what: "JSON of a type of its own", given: "{}", contentType: "application/vnd.flowers+json" },
    { what: "text of another type, which need not be JSON", given: "6.3,3.3", contentType: "text/csv" },
    { what: "lines of JSON, which are no JSON together", given: "{}\n{}", contentType: "application/jsonlines" },
    { what: "no text, where the type allows it", given: "", contentType: "text/plain" },
  ];
  for (const { what, given, contentType } of texts) {
    it(`is sent unchanged when it is ${what}`, () => {
      expect(readPayload(given, contentType)).to.deep.equal({ body: given, contentType });
    });
  }

  it("is a file's bytes, unchanged, after an @", () => {
    const bytes = Buffer.from([0, 255, 128, 10, 13]);
    withFolder({ "flower.bin": "" }, (folder) => {
      const file = path.join(folder, "flower.bin");
      expect(readPayload(`@${file}`, "image/png")).to.deep.equal({
        body: "",
        isBase64Encoded: true,
        contentType: "image/png",
      });
    });
    withFolder({ "flower.bin": bytes }, (folder) => {
      expect(readPayload(`@${path.join(folder, "flower.bin")}`, "application/json")).to.deep.equal({
        body: bytes.toString("base64"),
        isBase64Encoded: true,
        contentType: "application/json",
      });
    });
  });

  for (const [given, contentType] of [
    ["6.3,3.3", "application/json"],
    ["{", "APPLICATION/JSON"],
    ["", "application/vnd.flowers+json"],
  ] as const) {
    it(`is refused when "${given}" is promised to be ${contentType}`, () => {
      expect(() => readPayload(given, contentType))
        .to.throw(PayloadRefusal)
        .with.property("message", `--payload is "${given}", which is not JSON: send JSON, or name its --content-type`);
    });
  }

  it("is refused when its file can't be read", () => {
    withFolder({}, (folder) => {
      const file = path.join(folder, "absent.json");
      expect(() => readPayload(`@${file}`, "application/json"))
        .to.throw(PayloadRefusal)
        .with.property("message", `--payload names the file "${file}", which can't be read: correct the path`);
    });
  });
});

describe("The two flowers that are sent unless the user gives a payload", () => {
  it("are understood by the sample model, which tells them apart", () => {
    const species = samplePayloads.map(({ body }) => {
      const measures = readMeasures(JSON.stringify(body));
      return typeof measures === "string" ? measures : predict(measures).species;
    });

    expect(species).to.deep.equal(["virginica", "setosa"]);
  });
});
