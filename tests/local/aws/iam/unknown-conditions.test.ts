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
const cases: ReadonlyArray<
  readonly [what: string, given: object, pass: (given: object) => object[], refuse: (given: object) => object[]]
> = [
  ["has no condition", statement, whole, whole],
  ["asks for a known key", { ...statement, Condition: inRegion }, whole, whole],
  [
    "asks for a key that the call doesn't have",
    {
      ...statement,
      Condition: { Null: { "aws:RequestTag/team": "true" }, IpAddress: { "aws:SourceIp": "::/0" } },
    },
    whole,
    whole,
  ],
  [
    "asks for an unknown key",
    { ...statement, Condition: { ...inRegion, Bool: { "aws:MultiFactorAuthPresent": "false" } } },
    nothing,
    () => [{ ...statement, Condition: inRegion }],
  ],
  [
    "allows, and asks for an unknown key",
    { ...statement, Effect: "Allow", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
    () => [{ ...statement, Effect: "Allow" }],
    nothing,
  ],
  [
    "names a resource by an unknown key",
    { ...statement, Resource: `arn:aws:s3:::\${aws:PrincipalTag/team}-*` },
    nothing,
    () => [statement],
  ],
  [
    "names a resource by a known key",
    { ...statement, Resource: `arn:aws:s3:::\${aws:RequestedRegion}-*` },
    whole,
    whole,
  ],
  ["asks for the id that the call has", { ...statement, Condition: fromVpc("vpc-ours") }, whole, whole],
  ["asks for another id of the stacks", { ...statement, Condition: fromVpc("vpc-ours-too") }, whole, whole],
  [
    "asks for an id of AWS where the call has one that was made up",
    { ...statement, Condition: fromVpc("vpc-0123") },
    nothing,
    () => [statement],
  ],
  [
    "asks for ids that the call has, among others",
    { ...statement, Condition: { "ForAllValues:StringNotEquals": { "lambda:SubnetIds": ["s-1", "s-2", "s"] } } },
    whole,
    whole,
  ],
  [
    "asks for one of the ids that the call has, beside one of AWS",
    { ...statement, Condition: { "ForAnyValue:StringEquals": { "lambda:SubnetIds": ["s-1", "s"] } } },
    nothing,
    () => [statement],
  ],
  ["asks whether there is an id", { ...statement, Condition: { Null: { "aws:SourceVpc": "true" } } }, whole, whole],
];

describe("A policy of which something isn't known", () => {
  for (const [what, given, pass, refuse] of cases) {
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
