import { expect } from "chai";
import fc from "fast-check";
import { isSameJson, isSamePolicy, returnedPolicy } from "../../../../local/aws/pulumi/policy-json";
import { policyText } from "../../support/local-aws";

const account = "333333333333";
const root = `arn:aws:iam::${account}:root`;

const same = [
  ["the order of keys", { Effect: "Allow", Action: "*" }, { Action: "*", Effect: "Allow" }],
  ["a list of one action", { Action: ["sts:AssumeRole"] }, { Action: "sts:AssumeRole" }],
  ["the order of actions", { Action: ["a:B", "a:A"] }, { Action: ["a:A", "a:B"] }],
  ["the order of resources", { Resource: ["arn:b", "arn:a"] }, { Resource: ["arn:a", "arn:b"] }],
  ["an account by its id", { Principal: { AWS: account } }, { Principal: { AWS: root } }],
  ["the order of principals", { Principal: { AWS: ["x", account] } }, { Principal: { AWS: [root, "x"] } }],
  [
    "a list of one value of a condition",
    { Condition: { Bool: { "aws:SecureTransport": [false] } } },
    { Condition: { Bool: { "aws:SecureTransport": "false" } } },
  ],
] as const;

const other = [
  ["another action", { Action: "a:A" }, { Action: "a:B" }],
  ["one action less", { Action: ["a:A", "a:B"] }, { Action: "a:A" }],
  ["another effect", { Effect: "Allow" }, { Effect: "Deny" }],
  ["everybody, and every account", { Principal: "*" }, { Principal: { AWS: "*" } }],
  ["another account", { Principal: { AWS: "444444444444" } }, { Principal: { AWS: root } }],
  [
    "another value of a condition",
    { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } },
    { Condition: { StringEquals: { "aws:SourceVpce": ["vpce-1", "vpce-2"] } } },
  ],
  [
    "another operator",
    { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } },
    { Condition: { StringLike: { "aws:SourceVpce": "vpce-1" } } },
  ],
] as const;

const text = fc.string({ minLength: 1 });
const oneOrMore = fc.oneof(text, fc.uniqueArray(text, { minLength: 1, maxLength: 4 }));
const statement = fc.record(
  {
    Sid: text,
    Effect: fc.constantFrom("Allow", "Deny"),
    Principal: fc.oneof(fc.constant("*"), fc.dictionary(fc.constantFrom("AWS", "Service"), oneOrMore)),
    Action: oneOrMore,
    NotAction: oneOrMore,
    Resource: oneOrMore,
    Condition: fc.dictionary(text, fc.dictionary(text, oneOrMore)),
  },
  { requiredKeys: ["Effect"] },
);
const document = fc.record({
  Version: fc.constant("2012-10-17"),
  Statement: fc.oneof(statement, fc.array(statement, { maxLength: 3 })),
});

describe("A policy's text, as AWS gives it back", () => {
  for (const [what, one, two] of same) {
    it(`means the same whatever ${what} is written as`, () => {
      expect(isSamePolicy(policyText(one), policyText(two))).to.equal(true);
      expect(returnedPolicy(policyText(one))).to.equal(returnedPolicy(policyText(two)));
    });
  }

  for (const [what, one, two] of other) {
    it(`means something else with ${what}`, () => {
      expect(isSamePolicy(policyText(one), policyText(two))).to.equal(false);
    });
  }

  it("is in AWS's own words", () => {
    const given = policyText({
      Sid: "Callers",
      Effect: "Allow",
      Principal: { AWS: [account] },
      Action: ["sts:TagSession", "sts:AssumeRole"],
    });

    expect(returnedPolicy(given)).to.equal(
      `{"Statement":[{"Action":["sts:AssumeRole","sts:TagSession"],"Effect":"Allow","Principal":{"AWS":"${root}"},"Sid":"Callers"}],"Version":"2012-10-17"}`,
    );
  });

  it("always means what was written, and is given back the same the next time", () => {
    fc.assert(
      fc.property(document, (given) => {
        const returned = returnedPolicy(JSON.stringify(given));

        expect(isSamePolicy(JSON.stringify(given), returned)).to.equal(true);
        expect(returnedPolicy(returned)).to.equal(returned);
      }),
    );
  });

  it("keeps the order of its statements, which its reader sees", () => {
    const [first, second] = [{ Sid: "B" }, { Sid: "A" }];

    expect(JSON.parse(returnedPolicy(policyText(first, second))).Statement).to.deep.equal([first, second]);
    expect(isSamePolicy(policyText(first, second), policyText(second, first))).to.equal(false);
  });

  it("stays as it is where it is no JSON, such as a value that a preview can't know", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    expect(returnedPolicy(unknown)).to.equal(unknown);
    expect(isSamePolicy(unknown, policyText())).to.equal(false);
  });
});

describe("Other JSON text", () => {
  it("is the same whatever its keys' order and white space, and not whatever its lists' order", () => {
    expect(isSameJson('{"a":1,"b":[1,2]}', '{ "b": [1, 2], "a": 1 }')).to.equal(true);
    expect(isSameJson('{"a":[1,2]}', '{"a":[2,1]}')).to.equal(false);
  });
});
