import * as path from "node:path";
import { expect } from "chai";
import { predict, readMeasures } from "../../../local/model/iris-model";
import { PayloadRefusal, readPayload, samplePayloads } from "../../../local/scenarios/payload";
import { withFolder } from "../support/project";

describe("The payload that the user gives", () => {
  const texts = [
    { what: "JSON", given: '{ "sepalLength": 6.3 }', contentType: "application/json" },
    { what: "JSON that isn't an object", given: "[1, 2]", contentType: "application/json; charset=utf-8" },
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
      expect(readPayload(`@${path.join(folder, "flower.bin")}`, "image/png")).to.deep.equal({
        body: bytes.toString("base64"),
        isBase64Encoded: true,
        contentType: "image/png",
      });
    });
  });

  it("is refused when a file isn't the JSON that it promises", () => {
    withFolder({ "bad.json": "{bad" }, (folder) => {
      const given = `@${path.join(folder, "bad.json")}`;
      expect(() => readPayload(given, "application/json")).to.throw(
        PayloadRefusal,
        `--payload is "${given}", which is not JSON: send JSON, or give its --content-type`,
      );
    });
  });

  for (const contentType of ["", "json", "image/", "text/csv\nx: y"]) {
    it(`is refused with the content type ${JSON.stringify(contentType)}`, () => {
      expect(() => readPayload("1", contentType)).to.throw(
        PayloadRefusal,
        `--content-type is ${JSON.stringify(contentType)}: give a media type, such as application/json or image/png`,
      );
    });
  }

  it("is refused when it is more than a function's event can be, before anything is brought up", () => {
    withFolder({ "big.bin": Buffer.alloc(4_700_000), "large.bin": Buffer.alloc(4_800_000) }, (folder) => {
      expect(readPayload(`@${path.join(folder, "big.bin")}`, "image/png")).to.include({ isBase64Encoded: true });
      expect(() => readPayload(`@${path.join(folder, "large.bin")}`, "image/png")).to.throw(
        PayloadRefusal,
        "--payload has 4800000 bytes, but a function's event takes at most 6 MB with its encoding: send less, at most about 4.5 MB of a file",
      );
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
        .with.property("message", `--payload is "${given}", which is not JSON: send JSON, or give its --content-type`);
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
