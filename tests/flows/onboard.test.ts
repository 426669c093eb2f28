import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { check } from "../../local/start/options";
import { play } from "../../local/start/run";
import { runOnboard } from "../../scripts/onboard/command";
import { explainFailure } from "../../scripts/support/explain-failure";
import { allIds } from "../local/support/scenario-ids";
import { copyShipped } from "./support/typed-start";

describe("A LOB that is onboarded", () => {
  let project: string;

  before(() => {
    project = mkdtempSync(path.join(tmpdir(), "onboard-flow-"));
    copyShipped(project);
  });

  after(() => rmSync(project, { recursive: true, force: true }));

  /** Does what `npm run onboard -- …` does in the copy; gives what it prints. */
  function onboard(lob: string, account: string, cidr: string): string {
    const said: string[] = [];
    try {
      const say = (line: string) => void said.push(line);
      runOnboard(lob, { account, cidr, inference: true }, { folder: project, say });
    } catch (error) {
      said.push(explainFailure(error));
    }
    return said.join("\n");
  }

  it("comes up with the others on the local AWS, and every scenario is as expected", async () => {
    expect(onboard("lob-c", "555555555555", "10.102.0.0/16").split("\n").slice(0, 3)).to.deep.equal([
      "LOB lob-c, account 555555555555, CIDR block 10.102.0.0/16, behind stack shared",
      "  wrote    Pulumi.lob-c.yaml   stack lob-c",
      "  changed  Pulumi.shared.yaml  lobs",
    ]);

    let text = "";
    const write = (more: string) => {
      text += more;
    };
    const options = { json: true } as const;
    const ended = await play(options, await check(options, project, false), () => Promise.resolve(), { write });
    expect(ended).to.equal(true);
    const { stacks, scenarios } = JSON.parse(text);
    expect(stacks.map(({ name }: { name: string }) => name)).to.deep.equal([
      ...["shared", "parent", "child", "lob-b", "lob-c"],
    ]);
    expect(scenarios.map(({ id, ok }: { id: string; ok: boolean }) => [id, ok])).to.deep.equal(
      allIds.map((id) => [id, true]),
    );
  });

  const again: readonly { what: string; given: Parameters<typeof onboard>; says: string }[] = [
    {
      what: "the same command again",
      given: ["lob-c", "555555555555", "10.102.0.0/16"],
      says: 'LOB is "lob-c", which is onboarded already, as stack lob-c with account 555555555555 and CIDR block 10.102.0.0/16: bring it up with npx pulumi up --stack lob-c',
    },
    {
      what: "a taken CIDR block",
      given: ["lob-d", "666666666666", "10.102.0.0/16"],
      says: '--cidr is "10.102.0.0/16", which overlaps "10.102.0.0/16" of stack lob-c: the transit gateway would drop one of the two; 10.96.0.0/16 is free',
    },
    {
      what: "a taken name",
      given: ["lob-b", "666666666666", "10.103.0.0/16"],
      says: 'LOB is "lob-b", which stack lob-b has already, with account 444444444444: take another name, such as lob-b-2',
    },
    {
      what: "a bad account id",
      given: ["lob-d", "66666666666", "10.103.0.0/16"],
      says: '--account is "66666666666": an account id has 12 digits; give that of the LOB\'s own account',
    },
  ];
  for (const { what, given, says } of again) {
    it(`leaves every file as it is after ${what}, with one sentence`, () => {
      const texts = () =>
        readdirSync(project, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ name }) => [name, readFileSync(path.join(project, name), "utf8")]);
      const before = texts();
      expect(before.map(([name]) => name)).to.include("Pulumi.lob-c.yaml");
      expect(onboard(...given)).to.equal(`npm run onboard: 1 mistake, nothing was changed\n  ${says}`);
      expect(texts()).to.deep.equal(before);
    });
  }
});
