import { expect } from "chai";
import fc from "fast-check";
import { bearerToken } from "../../../functions/studio-authorizer/bearer-token";

const cases: readonly {
  title: string;
  headers: unknown;
  multiValueHeaders?: unknown;
  outcome: object;
}[] = [
  { title: "the token of a Bearer header", headers: { Authorization: "Bearer a.b.c" }, outcome: { token: "a.b.c" } },
  { title: "a scheme in lower case", headers: { Authorization: "bearer a.b.c" }, outcome: { token: "a.b.c" } },
  { title: "a scheme in capitals", headers: { Authorization: "BEARER a.b.c" }, outcome: { token: "a.b.c" } },
  { title: "a header's name in lower case", headers: { authorization: "Bearer a.b.c" }, outcome: { token: "a.b.c" } },
  { title: "more spaces than one", headers: { Authorization: "Bearer   a.b.c " }, outcome: { token: "a.b.c" } },
  {
    title: "8,192 characters",
    headers: { Authorization: `Bearer ${"x".repeat(8185)}` },
    outcome: { token: "x".repeat(8185) },
  },
  {
    title: "one character more",
    headers: { Authorization: `Bearer ${"x".repeat(8186)}` },
    outcome: { reason: "TokenTooLong" },
  },
  { title: "no headers", headers: null, outcome: { reason: "NoToken" } },
  { title: "other headers", headers: { Accept: "Bearer a.b.c" }, outcome: { reason: "NoToken" } },
  { title: "an empty header", headers: { Authorization: "" }, outcome: { reason: "NoToken" } },
  { title: "a header of spaces", headers: { Authorization: "  " }, outcome: { reason: "NoToken" } },
  { title: "a header that is no text", headers: { Authorization: [7] }, outcome: { reason: "NoToken" } },
  { title: "only the scheme", headers: { Authorization: "Bearer " }, outcome: { reason: "NotBearer" } },
  { title: "a token without scheme", headers: { Authorization: "a.b.c" }, outcome: { reason: "NotBearer" } },
  { title: "another scheme", headers: { Authorization: "Basic dXNlcjpwYXNz" }, outcome: { reason: "NotBearer" } },
  {
    title: "another scheme before it",
    headers: { Authorization: "Basic Bearer a.b.c" },
    outcome: { reason: "NotBearer" },
  },
  { title: "two tokens", headers: { Authorization: "Bearer a.b.c d.e.f" }, outcome: { reason: "NotBearer" } },
  {
    title: "one header, as API Gateway lists it",
    headers: { Authorization: "Bearer a.b.c" },
    multiValueHeaders: { Authorization: ["Bearer a.b.c"] },
    outcome: { token: "a.b.c" },
  },
  {
    title: "two headers, of which API Gateway's headers have only the last",
    headers: { Authorization: "Bearer d.e.f" },
    multiValueHeaders: { Authorization: ["Bearer a.b.c", "Bearer d.e.f"] },
    outcome: { reason: "SeveralTokens" },
  },
  {
    title: "the same header twice",
    headers: { authorization: "Bearer a.b.c" },
    multiValueHeaders: { authorization: ["Bearer a.b.c", "Bearer a.b.c"] },
    outcome: { reason: "SeveralTokens" },
  },
  {
    title: "a header before an empty one",
    headers: { Authorization: "" },
    multiValueHeaders: { Authorization: ["Bearer a.b.c", ""] },
    outcome: { reason: "SeveralTokens" },
  },
  {
    title: "two headers in different letter case",
    headers: { Authorization: "Bearer a.b.c", authorization: "Bearer d.e.f" },
    outcome: { reason: "SeveralTokens" },
  },
];

describe("functions/studio-authorizer/bearer-token", () => {
  for (const { title, headers, multiValueHeaders, outcome } of cases) {
    it(`answers ${title} with ${JSON.stringify(outcome).slice(0, 30)}`, () => {
      expect(bearerToken({ headers, multiValueHeaders })).to.deep.equal(outcome);
    });
  }

  it("never throws, whatever the headers", () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.anything(),
        (headers, lists) => void bearerToken({ headers, multiValueHeaders: lists }),
      ),
    );
  });
});
