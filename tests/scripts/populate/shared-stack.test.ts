import { expect } from "chai";
import { checkOutputs } from "../../../scripts/populate/shared-stack";
import { places } from "../support/fake-aws";
import { refusalOf } from "../support/files";

const outputs = { account: "111122223333", region: "eu-west-1", ...places };

describe("scripts/populate/shared-stack", () => {
  it("takes what it needs of the outputs", () => {
    expect(checkOutputs("shared", { ...outputs, apiUrl: "https://x" })).to.deep.equal(outputs);
  });

  it("reports which outputs are missing, and what to do", async () => {
    const { account, region } = outputs;
    expect(await refusalOf(() => checkOutputs("child", { account, region }))).to.equal(
      "stack child: 1 mistake, nothing was changed\n  userPoolId, usersTableName, lobsTableName missing from its outputs: bring it up first, npx pulumi up --stack child, or name the shared stack with --stack",
    );
  });

  it("refuses outputs that are something else", async () => {
    expect(await refusalOf(() => checkOutputs("shared", { ...outputs, account: 1, userPoolId: "" }))).to.equal(
      "stack shared: 2 mistakes, nothing was changed\n  account is 1: an account id has 12 digits, and this has 1\n  userPoolId is not set: a name in AWS, as the shared stack's outputs hold it; bring that stack up again",
    );
  });
});
