import { expect } from "chai";
import { isJson, isText, mediaType } from "../../../functions/invoke-endpoint/media-type";

describe("functions/invoke-endpoint/media-type", () => {
  for (const [contentType, type] of [
    ["application/json", "application/json"],
    ["Application/JSON; charset=utf-8", "application/json"],
    [" text/csv ;header=present", "text/csv"],
    ["", ""],
  ] as const) {
    it(`reads "${contentType}" as the type "${type}"`, () => {
      expect(mediaType(contentType)).to.equal(type);
    });
  }

  for (const [contentType, json] of [
    ["application/json", true],
    ["APPLICATION/JSON", true],
    ["application/json;charset=utf-8", true],
    ["application/ld+json", true],
    ["application/vnd.company.v2+json", true],
    ["application/jsonlines", false],
    ["application/x-json", false],
    ["application/+json", false],
    ["application/json-seq", false],
    ["text/json", false],
    ["text/csv; kind=application/json", false],
    ["xapplication/json", false],
    ["", false],
  ] as const) {
    it(`takes "${contentType}" ${json ? "for" : "not for"} a promise of JSON`, () => {
      expect(isJson(contentType)).to.equal(json);
    });
  }

  for (const [contentType, text] of [
    ["application/ld+json; charset=utf-8", true],
    ["text/csv", true],
    ["TEXT/HTML; charset=utf-8", true],
    ["text", false],
    ["application/octet-stream; of=text/csv", false],
    ["image/png", false],
    ["", false],
  ] as const) {
    it(`takes "${contentType}" ${text ? "for" : "not for"} a promise of text`, () => {
      expect(isText(contentType)).to.equal(text);
    });
  }
});
