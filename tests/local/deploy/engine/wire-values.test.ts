import { expect } from "chai";
import { hasUnknown, plainRecord, unknownValue } from "../../../../local/deploy/engine/wire-values";

const signature = "4dabf18193072939515e22adb298388d";

/** An archive with one file, as Pulumi's SDK sends it. */
function archiveOf(asset: Readonly<Record<string, string>>) {
  const file = { [signature]: "c44067f5952c0a294b673a41bacd8c17", hash: "", ...asset };
  return { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", hash: "", assets: { "index.mjs": file } };
}

describe("values on their way to a provider", () => {
  it("are unknown where a preview can't know them, or a part of them", () => {
    expect(hasUnknown({ a: [{ b: unknownValue }] })).to.equal(true);
    expect(hasUnknown({ a: [{ b: "known" }], c: 1, d: null })).to.equal(false);
    expect(hasUnknown(unknownValue)).to.equal(true);
  });

  it("hold a function's code as its files", () => {
    expect(plainRecord({ code: archiveOf({ text: "export const a = 1;" }), name: "f" })).to.deep.equal({
      code: { files: { "index.mjs": "export const a = 1;" } },
      name: "f",
    });
  });

  it("take code only from bundled text, since a file could be anything", () => {
    expect(() => plainRecord({ code: archiveOf({ path: "package.json" }) })).to.throw(
      "\"index.mjs\" of a function's code isn't text: the local AWS runs only bundled text",
    );
  });

  it("leave null out, at every depth, and keep all else", () => {
    expect(plainRecord({ a: null, b: { c: null, d: false }, e: [0, "", { f: null }] })).to.deep.equal({
      b: { d: false },
      e: [0, "", {}],
    });
  });
});
