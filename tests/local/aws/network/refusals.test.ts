import { expect } from "chai";
import { Run } from "../../../../local/aws/core/run";
import { refusals } from "../../../../local/aws/refusals";
import { refusalOf } from "../../support/failure";
import { eachTestOnItsOwnAws } from "../../support/local-aws";
import { networkRefusalCases } from "../../support/refusal-cases-network";
import { estate, openHubAccounts } from "./hub";
import { Put } from "./pieces";

describe("What AWS refuses in a network", () => {
  const aws = eachTestOnItsOwnAws();

  beforeEach(() => openHubAccounts(aws().world));

  for (const {
    row,
    what,
    lacking,
    given = estate,
    meanwhile = [],
    refused,
    message,
    accepted,
  } of networkRefusalCases) {
    it(`${row}: refuses ${what}, and takes its neighbour`, async () => {
      const put = await Put.all(aws(), given);
      const run = new Run(() => false);
      if (lacking !== undefined) {
        aws().world.availability.lack(lacking);
      }
      for (const piece of meanwhile) {
        await put.add(aws(), piece, run);
      }
      const before = aws().world.ofStack("stack");

      expect(await refusalOf(put.add(aws(), refused, run))).to.deep.equal({
        code: refusals[row].code,
        message: put.text(message),
      });
      expect(aws().world.ofStack("stack")).to.deep.equal(before);

      for (const piece of accepted) {
        await put.add(aws(), piece);
      }
    });
  }
});
