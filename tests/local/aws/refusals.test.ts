import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { refusals } from "../../../local/aws/refusals";
import { refusalOf } from "../support/failure";
import { eachTestOnItsOwnAws, parentAccount, put, region } from "../support/local-aws";
import { accountWithRaisedQuota, refusalCases } from "../support/refusal-cases";
import { apiRefusalCases } from "../support/refusal-cases-api";
import { giveKeys, keyRefusalCases } from "../support/refusal-cases-keys";
import { modelRefusalCases } from "../support/refusal-cases-models";
import { networkRefusalCases } from "../support/refusal-cases-network";
import { giveStudio, studioRefusalCases } from "../support/refusal-cases-studio";
import { studioToolRefusalCases } from "../support/refusal-cases-studio-tools";

const cases = [
  ...refusalCases,
  ...studioRefusalCases,
  ...studioToolRefusalCases,
  ...modelRefusalCases,
  ...apiRefusalCases,
  ...keyRefusalCases,
];

describe("What AWS refuses when a resource is created", () => {
  const aws = eachTestOnItsOwnAws();

  beforeEach(() => {
    aws().world.openAccount({ id: accountWithRaisedQuota, trustPolicyQuota: 4096 });
    giveStudio(aws());
    giveKeys(aws());
  });

  for (const { row, what, given = [], refused, message, accepted } of cases) {
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
    // The network's cases play in tests/local/aws/network/refusals.test.ts, on an estate of their own; what AWS doesn't
    // delete has its cases in tests/local/aws/deletions.test.ts.
    const rows = [...cases, ...networkRefusalCases].map(({ row }) => row);
    const about = Object.entries(refusals).filter(([, { fact }]) => !/ is deleted\b/.test(fact));

    expect([...new Set<string>(rows)].sort()).to.deep.equal(about.map(([row]) => row).sort());
  });

  it("joins the tables of all services, which give no number twice", () => {
    const services = path.resolve(__dirname, "../../../local/aws");
    const files = readdirSync(services).map((folder) => path.join(services, folder, "refusals.ts"));
    const rows = files.filter(existsSync).flatMap((file) => {
      const tables: Readonly<Record<string, object>> = require(file);
      return Object.values(tables).flatMap((table) => Object.keys(table));
    });

    expect(rows.sort()).to.deep.equal(Object.keys(refusals).sort());
  });
});
