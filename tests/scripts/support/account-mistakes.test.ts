import { expect } from "chai";
import { joinCauses } from "../../../scripts/support/account-mistakes";

describe("Mistakes about accounts", () => {
  const absent = (stack: string, account: string) => ({
    property: `account of stack ${stack}`,
    reason: `is ${account}, and no AWS credentials were found: set AWS_PROFILE`,
  });
  const other = {
    property: "account of stack parent",
    reason: "is 222222222222, but the credentials are of account 999999999999: use credentials of 222222222222",
  };
  const ofState = { property: "stack child", reason: "is being updated by another run" };

  it("are one where they have one cause, at the place of the first", () => {
    expect(
      joinCauses([ofState, absent("shared", "111122223333"), other, absent("child", "333333333333")]),
    ).to.deep.equal([
      ofState,
      {
        property: "accounts of stacks shared, child",
        reason: "are 111122223333, 333333333333, and no AWS credentials were found: set AWS_PROFILE",
      },
      other,
    ]);
  });

  it("are one where no state of several stacks can be read", () => {
    const why = "can't be read by the Pulumi CLI: log in";
    const states = ["shared", "child"].map((stack) => ({ property: `state of stack ${stack}`, reason: why }));
    expect(joinCauses([...states, ofState])).to.deep.equal([
      { property: "states of stacks shared, child", reason: why },
      ofState,
    ]);
  });

  it("stay as they are where each has its own", () => {
    const all = [absent("shared", "111122223333"), other, ofState];
    expect(joinCauses(all)).to.deep.equal(all);
  });
});
