import { expect } from "chai";
import { required, requiredNumber } from "../../../functions/lib/environment";

describe("functions/lib/environment", () => {
  it("gives a variable that is set, as it is", () => {
    expect(required({ ROLE_ARN: " arn:aws:iam::111111111111:role/Parent " }, "ROLE_ARN")).to.equal(
      " arn:aws:iam::111111111111:role/Parent ",
    );
  });

  for (const [state, environment] of [
    ["missing", {}],
    ["undefined", { ROLE_ARN: undefined }],
    ["empty", { ROLE_ARN: "" }],
  ] as const) {
    it(`names a variable that is ${state}, and what to do about it`, () => {
      expect(() => required(environment, "ROLE_ARN")).to.throw(
        Error,
        /^environment variable ROLE_ARN is not set: deploy the function with the stack that defines it$/,
      );
    });
  }

  for (const text of ["5", "60", "300"]) {
    it(`gives the number ${text} of a range that holds it`, () => {
      expect(requiredNumber({ SECONDS: text }, "SECONDS", 5, 300)).to.equal(Number(text));
    });
  }

  for (const text of ["4", "301", "-5", "5.5", "1e2", " 60", "0x10", "soon", "9".repeat(30)]) {
    it(`refuses ${text} in place of a number from 5 to 300`, () => {
      expect(() => requiredNumber({ SECONDS: text }, "SECONDS", 5, 300)).to.throw(
        `environment variable SECONDS is "${text}": set a whole number from 5 to 300`,
      );
    });
  }

  it("names a missing number", () => {
    expect(() => requiredNumber({}, "SECONDS", 5, 300)).to.throw("environment variable SECONDS is not set");
  });
});
