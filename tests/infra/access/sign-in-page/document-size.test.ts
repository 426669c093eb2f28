import { expect } from "chai";
import { signInDocument } from "../../../../infra/access/sign-in-page/document";

describe("the size of the sign-in page", () => {
  it("is less than 30 KB", () => {
    const page = signInDocument({ region: "eu-west-1", clientId: "0123456789abcdefghijklmnop" });
    expect(Buffer.byteLength(page)).to.be.lessThan(30 * 1024);
  });
});
