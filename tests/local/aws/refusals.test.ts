import { expect } from "chai";
import { refusals } from "../../../local/aws/refusals";
import { refusalOf } from "../support/failure";
import { eachTestOnItsOwnAws, parentAccount, put, region } from "../support/local-aws";
import { accountWithRaisedQuota, refusalCases } from "../support/refusal-cases";

describe("What AWS refuses when a resource is created", () => {
  const aws = eachTestOnItsOwnAws();

  beforeEach(() => aws().world.openAccount({ id: accountWithRaisedQuota, trustPolicyQuota: 4096 }));

  for (const { row, what, given = [], refused, message, accepted } of refusalCases) {
    it(`${row}: refuses ${what}, and takes its neighbour`, async () => {
      for (const wanted of given) {
        await put(aws(), wanted);
      }
      const before = aws().world.ofStack("stack");

      expect(await refusalOf(put(aws(), refused))).to.deep.equal({ code: refusals[row].code, message });
      expect(aws().world.ofStack("stack")).to.deep.equal(before);

      for (const wanted of accepted) {
        const made = await put(aws(), wanted);
        expect(made).to.include({ account: wanted.account ?? parentAccount, region: wanted.region ?? region });
      }
    });
  }

  it("has a case for every row of the table, and for no other", () => {
    expect([...new Set(refusalCases.map(({ row }) => row))].sort()).to.deep.equal(Object.keys(refusals));
  });
});
