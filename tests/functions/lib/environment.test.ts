import { expect } from "chai";
import { required } from "../../../functions/lib/environment";

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
});
