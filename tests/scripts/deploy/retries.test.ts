import { expect } from "chai";
import { type Retry, retries, retryFor } from "../../../scripts/deploy/retries";

/** What AWS's provider says, by what is waited for; undefined for what isn't. */
const cases: readonly (readonly [error: string, waitedFor: RegExp | undefined])[] = [
  [
    "creating VPC Attachment: InvalidTransitGatewayID.NotFound: Transit Gateway tgw-1 was deleted or does not exist.",
    /tra/,
  ],
  ['ResourceNotFoundException: [RSLVR-00703] Resolver rule with ID "rslvr-rr-1" does not exist.', /resolver rules/],
  ["No RAM Resource Share (arn:aws:ram:eu-west-1:1:resource-share/x) invitation found", /invitation/],
  ["modifying EC2 Transit Gateway (tgw-1): IncorrectState: tgw-1 is in invalid state", /still being changed/],
  ["ThrottlingException: Rate exceeded", /throttles/],
  ["RequestLimitExceeded: Request limit exceeded.", /throttles/],
  ["IncorrectState: vpc-1 is in invalid state", undefined],
  ["InvalidVpcID.NotFound: The vpc ID 'vpc-1' does not exist", undefined],
  ["AccessDenied: not authorized to perform: iam:CreateRole", undefined],
  ["ResourceNotFoundException: Requested resource not found: Table: users", undefined],
];

describe("which refusals an up is tried again after", () => {
  for (const [error, waitedFor] of cases) {
    it(`${waitedFor === undefined ? "not" : "is"} ${error}`, () => {
      const retry = retryFor([error], new Map());
      if (waitedFor === undefined) {
        expect(retry).to.equal(undefined);
      } else {
        expect(retry?.why).to.match(waitedFor);
      }
    });
  }

  it("are bounded, each by its own limit", () => {
    const waited = new Map<Retry, number>();
    for (const { times } of retries.slice(4)) {
      for (let time = 0; time < times; time++) {
        expect(retryFor(["Rate exceeded"], waited)).not.to.equal(undefined);
      }
    }
    expect(retryFor(["Rate exceeded"], waited)).to.equal(undefined);
    expect(retryFor(["InvalidTransitGatewayID.NotFound"], waited)).not.to.equal(undefined);
  });

  it("don't hide another refusal beside them", () => {
    expect(retryFor(["Rate exceeded", "AccessDenied"], new Map())).to.equal(undefined);
    expect(retryFor(["Rate exceeded", "update failed"], new Map())).not.to.equal(undefined);
    expect(retryFor(["pulumi:pulumi:Stack project-child: update failed"], new Map())).to.equal(undefined);
    expect(retryFor([], new Map())).to.equal(undefined);
  });
});
