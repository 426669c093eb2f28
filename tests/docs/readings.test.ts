import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { readingsDocument } from "../../local/readings/document";

it("docs/readings.md is what npm run readings writes", () => {
  const text = readFileSync(path.resolve(__dirname, "../../docs/readings.md"), "utf8");

  expect(text).to.equal(readingsDocument());
});
