import { expect } from "chai";
import { isInRange, readWanted } from "../../../scripts/doctor/environment";
import { withFolder } from "../../local/support/project";

describe("scripts/doctor/environment", () => {
  const range = "^20.19.0 || >=22.12.0";
  const cases: readonly (readonly [version: string, isIn: boolean])[] = [
    ["v20.19.0", true],
    ["v20.19.4", true],
    ["v20.20.0", true],
    ["v20.18.9", false],
    ["v21.7.3", false],
    ["v22.11.0", false],
    ["v22.12.0", true],
    ["v24.0.0", true],
    ["v18.20.8", false],
    ["unknown", false],
  ];
  for (const [version, isIn] of cases) {
    it(`takes Node.js ${version} ${isIn ? "as" : "not as"} one of ${range}`, () => {
      expect(isInRange(version, range)).to.equal(isIn);
    });
  }

  it("refuses to guess at a range of another form", () => {
    expect(() => isInRange("v20.19.0", "20.x")).to.throw(
      "package.json asks for Node.js 20.x, a form of range that this check doesn't know",
    );
  });

  it("reads the versions that package.json names", () => {
    const content = { engines: { node: range }, dependencies: { pulumi: "3.255.0", other: "1.0.0" } };
    const wanted = withFolder({ "package.json": JSON.stringify(content) }, readWanted);
    expect(wanted).to.deep.equal({ node: range, cli: "3.255.0" });
  });
});
