import { expect } from "chai";
import type { NamedPolicy } from "../../../../local/aws/iam/question";
import { type Knowledge, settled } from "../../../../local/aws/iam/unknown-conditions";

const statement = { Sid: "One", Effect: "Deny", Action: "s3:*", Resource: "*" };
const inRegion = { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } };
const fromVpc = (id: string) => ({ StringNotEqualsIfExists: { "aws:SourceVpc": id } });

const knowledge: Knowledge = {
  context: { "AWS:RequestedRegion": "eu-west-1", "aws:SourceVpc": "vpc-ours", "lambda:SubnetIds": ["s-1", "s-2"] },
  absent: ["aws:sourceip", "aws:requesttag/*"],
  inventedIds: new Set(["vpc-ours", "vpc-ours-too", "s-1", "s-2"]),
};

const policy = (...statements: readonly object[]): NamedPolicy => ({
  name: "p",
  document: { Version: "2012-10-17", Statement: statements },
});

const whole = (given: object) => [given];
const nothing = () => [];

/** What becomes of a statement where doubt counts for the call, and where it counts against it. */
const cases: readonly {
  what: string;
  given: object;
  pass: (given: object) => object[];
  refuse: (given: object) => object[];
}[] = [
  { what: "has no condition", given: statement, pass: whole, refuse: whole },
  { what: "asks for a known key", given: { ...statement, Condition: inRegion }, pass: whole, refuse: whole },
  {
    what: "asks for a key that the call doesn't have",
    given: {
      ...statement,
      Condition: { Null: { "aws:RequestTag/team": "true" }, IpAddress: { "aws:SourceIp": "::/0" } },
    },
    pass: whole,
    refuse: whole,
  },
  {
    what: "asks for an unknown key",
    given: { ...statement, Condition: { ...inRegion, Bool: { "aws:MultiFactorAuthPresent": "false" } } },
    pass: nothing,
    refuse: () => [{ ...statement, Condition: inRegion }],
  },
  {
    what: "allows, and asks for an unknown key",
    given: { ...statement, Effect: "Allow", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
    pass: () => [{ ...statement, Effect: "Allow" }],
    refuse: nothing,
  },
  {
    what: "names a resource by an unknown key",
    given: { ...statement, Resource: `arn:aws:s3:::\${aws:PrincipalTag/team}-*` },
    pass: nothing,
    refuse: () => [statement],
  },
  {
    what: "names a resource by a known key",
    given: { ...statement, Resource: `arn:aws:s3:::\${aws:RequestedRegion}-*` },
    pass: whole,
    refuse: whole,
  },
  {
    what: "asks for the id that the call has",
    given: { ...statement, Condition: fromVpc("vpc-ours") },
    pass: whole,
    refuse: whole,
  },
  {
    what: "asks for another id of the stacks",
    given: { ...statement, Condition: fromVpc("vpc-ours-too") },
    pass: whole,
    refuse: whole,
  },
  {
    what: "asks for an id of AWS where the call has one that was made up",
    given: { ...statement, Condition: fromVpc("vpc-0123") },
    pass: nothing,
    refuse: () => [statement],
  },
  {
    what: "asks for ids that the call has, among others",
    given: { ...statement, Condition: { "ForAllValues:StringNotEquals": { "lambda:SubnetIds": ["s-1", "s-2", "s"] } } },
    pass: whole,
    refuse: whole,
  },
  {
    what: "asks for one of the ids that the call has, beside one of AWS",
    given: { ...statement, Condition: { "ForAnyValue:StringEquals": { "lambda:SubnetIds": ["s-1", "s"] } } },
    pass: nothing,
    refuse: () => [statement],
  },
  {
    what: "asks whether there is an id",
    given: { ...statement, Condition: { Null: { "aws:SourceVpc": "true" } } },
    pass: whole,
    refuse: whole,
  },
];

describe("A policy of which something isn't known", () => {
  for (const { what, given, pass, refuse } of cases) {
    it(`is settled where a statement ${what}`, () => {
      for (const [doubt, expected] of [["pass", pass] as const, ["refuse", refuse] as const]) {
        const { document } = settled(policy(given), knowledge, doubt);
        expect(document, doubt).to.deep.equal(policy(...expected(given)).document);
      }
    });
  }

  it("names, by its statements, what isn't known", () => {
    const mfa = { Bool: { "aws:MultiFactorAuthPresent": "false" }, ...fromVpc("vpc-0123") };
    const { doubts } = settled(policy(statement, { ...statement, Sid: "Two", Condition: mfa }), knowledge, "refuse");
    expect(doubts).to.deep.equal({ Two: ["aws:MultiFactorAuthPresent", "aws:SourceVpc"] });
  });
});
