import { expect } from "chai";
import fc from "fast-check";
import { allowOwnPath } from "../../../functions/studio-authorizer/own-path";
import { ownPathAllowed, stageArn } from "../support/authorizer-event";

const userName = fc.stringMatching(/^[\w+=,.@-]{2,64}$/);

describe("functions/studio-authorizer/own-path", () => {
  it("allows the user's own path on the stage that was called, whatever path was called", () => {
    fc.assert(
      fc.property(userName, fc.string(), (userId, path) => {
        expect(allowOwnPath(`${stageArn}/GET/${path}`, userId)).to.deep.equal(ownPathAllowed(userId));
      }),
    );
  });

  it("never names the path of another user, nor a pattern that would match one", () => {
    fc.assert(
      fc.property(userName, userName, (userId, other) => {
        fc.pre(userId !== other);
        const text = JSON.stringify(allowOwnPath(`${stageArn}/GET/${other}`, userId).policyDocument);
        expect(text).not.to.include(`/${other}"`);
        expect(text).not.to.match(/[*?$]/);
      }),
    );
  });

  it("allows only GET, also for a call by another method", () => {
    expect(allowOwnPath(`${stageArn}/DELETE/user-lob-a`, "user-lob-a")).to.deep.equal(ownPathAllowed("user-lob-a"));
  });

  const others = [
    "",
    "abcde12345/studio/GET/user-lob-a",
    stageArn,
    `x${stageArn}/GET/user-lob-a`,
    "arn:aws:s3:::bucket/key/GET/user",
  ];
  for (const methodArn of others) {
    it(`refuses to judge for "${methodArn}", which is no method of an API`, () => {
      expect(() => allowOwnPath(methodArn, "user-lob-a")).to.throw(
        "the event names no method of an API: use this function as a REST API's authorizer",
      );
    });
  }
});
