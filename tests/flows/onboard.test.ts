import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { type Finished, runNode } from "../../local/support/run-node";
import { allIds } from "../local/support/scenario-ids";

const root = path.resolve(__dirname, "../..");

const parts = ["package.json", "tsconfig.json", "common", "stacks", "infra", "functions", "local", "scripts"];

const stackFiles = [
  "Pulumi.yaml",
  "Pulumi.shared.yaml",
  "Pulumi.parent.yaml",
  "Pulumi.child.yaml",
  "Pulumi.lob-b.yaml",
];

describe("A LOB that is onboarded", () => {
  let project: string;

  before(() => {
    project = mkdtempSync(path.join(tmpdir(), "onboard-flow-"));
    for (const name of [...parts, ...stackFiles]) {
      cpSync(path.join(root, name), path.join(project, name), { recursive: true });
    }
    symlinkSync(path.join(root, "node_modules"), path.join(project, "node_modules"));
  });

  after(() => rmSync(project, { recursive: true, force: true }));

  const run = (program: string, ...options: readonly string[]): Promise<Finished> =>
    runNode(["--require", path.join(project, "local/tsx.cjs"), path.join(project, program), ...options], project);

  const onboard = (lob: string, account: string, cidr: string) =>
    run("scripts/onboard.ts", lob, "--account", account, "--cidr", cidr);

  it("comes up with the others on the local AWS, and every scenario is as expected", async () => {
    const { code, stdout, stderr } = await onboard("lob-c", "555555555555", "10.102.0.0/16");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout.split("\n").slice(0, 3)).to.deep.equal([
      "LOB lob-c, account 555555555555, range 10.102.0.0/16, behind stack shared",
      "  wrote    Pulumi.lob-c.yaml   stack lob-c",
      "  changed  Pulumi.shared.yaml  lobs",
    ]);

    const started = await run("local/start.ts", "--json");
    expect({ code: started.code, stderr: started.stderr }).to.deep.equal({ code: 0, stderr: "" });
    const { stacks, scenarios } = JSON.parse(started.stdout);
    expect(stacks.map(({ name }: { name: string }) => name)).to.deep.equal([
      ...["shared", "parent", "child", "lob-b", "lob-c"],
    ]);
    expect(scenarios.map(({ id, ok }: { id: string; ok: boolean }) => [id, ok])).to.deep.equal(
      allIds.map((id) => [id, true]),
    );
  }).timeout(120_000);

  const again: readonly { what: string; given: Parameters<typeof onboard>; says: string }[] = [
    {
      what: "the same command again",
      given: ["lob-c", "555555555555", "10.102.0.0/16"],
      says: 'LOB is "lob-c", which is onboarded already, as stack lob-c with account 555555555555 and range 10.102.0.0/16: bring it up with npx pulumi up --stack lob-c',
    },
    {
      what: "a taken range",
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
    it(`leaves every file as it is after ${what}, with one sentence`, async () => {
      const texts = () =>
        readdirSync(project, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ name }) => [name, readFileSync(path.join(project, name), "utf8")]);
      const before = texts();
      expect(before.map(([name]) => name)).to.include("Pulumi.lob-c.yaml");
      const { code, stdout, stderr } = await onboard(...given);
      expect({ code, stdout, stderr }).to.deep.equal({
        code: 1,
        stdout: "",
        stderr: `npm run onboard: 1 mistake, nothing was changed\n  ${says}\n`,
      });
      expect(texts()).to.deep.equal(before);
    });
  }
});
