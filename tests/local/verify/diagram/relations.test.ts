import { expect } from "chai";
import * as fc from "fast-check";
import { common } from "../../../../local/verify/diagram/relations";

describe("what texts have in common", () => {
  it("is both ends, with * for what differs", () => {
    expect(common(["SageMakerInvoker-a", "SageMakerInvoker-b"])).to.equal("SageMakerInvoker-*");
    expect(common(["10.100.0.0/16", "10.101.0.0/16"])).to.equal("10.10*.0.0/16");
    expect(common(["same", "same"])).to.equal("same");
    expect(common(["aba", "a"])).to.equal("a*");
    expect(common([])).to.equal("");
  });

  it("fits every one of them", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ab]{0,6}$/), { minLength: 2, maxLength: 5 }), (texts) => {
        const [start = "", end] = common(texts).split("*");
        return texts.every((text) =>
          end === undefined
            ? text === start
            : text.startsWith(start) && text.endsWith(end) && text.length >= start.length + end.length,
        );
      }),
    );
  });
});
