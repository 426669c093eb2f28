import { expect } from "chai";
import fc from "fast-check";
import { prefersJson } from "../../../functions/studio-presigned-url/accept";

const cases: readonly { accept: string; json: boolean }[] = [
  { accept: "application/json", json: true },
  { accept: "Application/JSON; charset=utf-8", json: true },
  { accept: "application/json, text/plain, */*", json: true },
  { accept: "text/html;q=0.5, application/json", json: true },
  { accept: "text/html, application/json", json: true },
  { accept: "application/json;q=0.9, text/html", json: false },
  { accept: "application/json;q=0.5", json: true },
  { accept: "application/json;q=0.55", json: true },
  { accept: "application/json;q=1.000", json: true },
  { accept: "application/json;q=0", json: false },
  { accept: "application/json;q= 1", json: false },
  { accept: "application/json;q=0.1234", json: false },
  { accept: "application/json;q=much", json: false },
  { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", json: false },
  { accept: "*/*", json: false },
  { accept: "application/*", json: false },
  { accept: "application/jsonp", json: false },
  { accept: "", json: false },
];

describe("functions/studio-presigned-url/accept", () => {
  for (const { accept, json } of cases) {
    it(`answers "${accept}" with ${json ? "JSON" : "a redirect"}`, () => {
      expect(prefersJson(accept)).to.equal(json);
    });
  }

  it("never throws, whatever the header", () => {
    fc.assert(fc.property(fc.string(), (accept) => void prefersJson(accept)));
  });
});
