import { expect } from "chai";
import { make } from "../../../scripts/doctor/finding";

/** An error as the AWS SDK makes of an answer. */
function answered(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: {}, $fault: "client" });
}

function detailsOf(error: Error): Promise<readonly string[]> {
  return make({ subject: "stack child", name: "routes", look: () => Promise.reject(error) }).then(
    ({ details }) => details,
  );
}

describe("scripts/doctor/finding", () => {
  it("names what to do if AWS refuses, and to sign in again if credentials expired", async () => {
    expect(await detailsOf(answered("UnauthorizedOperation", "You are not authorized."))).to.deep.equal([
      "can't be checked, since AWS answered UnauthorizedOperation: You are not authorized.: use credentials that may read this",
    ]);
    expect(await detailsOf(answered("ExpiredToken", "The token is expired"))).to.deep.equal([
      "can't be checked, since AWS answered ExpiredToken: The token is expired: sign in again",
    ]);
  });
});
