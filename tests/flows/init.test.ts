import { expect } from "chai";
import { withSimulators } from "../../local/estate/on-premises";
import { startSampleModel } from "../../local/model/sample-model";
import type { HttpServer } from "../../local/support/http-server";
import type { Answers } from "../../scripts/init/answers";
import { runInit } from "../../scripts/init/command";
import { environmentsOf } from "../../stacks/project/environments";
import { readProject } from "../../stacks/project/project-files";
import { allIds, inferenceIds, studioIds } from "../local/support/scenario-ids";
import { withCopy } from "../scripts/onboard/support/project-copy";
import { FakeTerminal } from "../scripts/support/fake-terminal";
import { playIn } from "./support/play-in";

const organization = "arn:aws:organizations::999999999999:organization/o-abcdefghij";

/** What somebody's own estate may be, other than the shipped one. */
const cases: readonly { title: string; given: Answers; ids: readonly string[] }[] = [
  {
    title:
      "an organization that demands names, paths and a boundary, a hub and a parent in another region, with CIDR blocks of their own",
    given: {
      ...{ region: "us-east-2", organization, shared: "999988887777", parent: "123412341234" },
      ...{ cidr: "10.1.0.0/20", supernet: "172.16.0.0/12", corporate: ["10.200.0.0/16", "10.210.0.0/16"] },
      ...{ endpoint: ["churn"], lob: ["retail=555555555555", "risk=666666666666=172.20.0.0/20"] },
      ...{ namePrefix: "acme-", rolePath: "/teams/ml/", boundary: "baseline/Limit" },
    },
    ids: allIds,
  },
  {
    title: "no organization, and one LOB",
    given: { shared: "999988887777", parent: "123412341234", endpoint: ["all"], lob: ["lob-b=555555555555"] },
    ids: allIds,
  },
  { title: "no parent", given: { shared: "999988887777", organization, lob: ["retail=555555555555"] }, ids: studioIds },
  {
    title: "no hub",
    given: { parent: "123412341234", organization, endpoint: ["churn"], lob: ["retail=555555555555"] },
    ids: inferenceIds,
  },
];

describe("What npm run init writes", () => {
  let model: HttpServer;
  before(async () => {
    model = await startSampleModel();
  });
  after(() => model.close());

  for (const { title, given, ids } of cases) {
    it(`comes up on the local AWS, and every scenario is as expected, with ${title}`, () =>
      withCopy({}, async (copy) => {
        await runInit(given, { folder: copy.path, terminal: new FakeTerminal() });
        const environments = environmentsOf(withSimulators(readProject(copy.path)));
        const plays = (await Promise.all(environments.map((one) => playIn(one, model.url)))).flat();
        expect(plays.filter(([, { ok }]) => !ok)).to.deep.equal([]);
        expect(plays.map(([id]) => id)).to.deep.equal(ids);
      }));
  }
});
