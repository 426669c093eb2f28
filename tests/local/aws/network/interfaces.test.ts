import { expect } from "chai";
import { hostAddresses } from "../../../../local/aws/network/interfaces";

describe("The addresses of a subnet", () => {
  it("are all but the first four addresses and the last", () => {
    expect([...hostAddresses("10.0.255.240/28")]).to.deep.equal(
      [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((last) => `10.0.255.${240 + last}`),
    );
    expect([...hostAddresses("10.0.0.0/23")].slice(250, 254)).to.deep.equal([
      "10.0.0.254",
      "10.0.0.255",
      "10.0.1.0",
      "10.0.1.1",
    ]);
  });
});
