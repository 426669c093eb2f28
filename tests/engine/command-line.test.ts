import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { cloneProject, makeLanguageHost } from "../../local/deploy/engine/cloned-project";
import { shippedProject } from "../local/support/project";
import { stackOf, throughTheSuite } from "./support/engine-estate";

const names = ["shared", "parent", "child"] as const;

/** What lets stacks be destroyed with all that is in them; docs/operations.md, Clean up. */
const forATrial = { shared: { deletionProtection: "false" }, parent: {}, child: { homeFileSystem: "Delete" } };

/** What a command printed, and how it ended. */
interface Ended {
  readonly code: number;
  readonly output: string;
}

// Each test goes on from what the one before it left.
describe("Pulumi's command line with the project as it is", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "command-line-"));
  const given = throughTheSuite(shippedProject);
  before(() => {
    cloneProject(
      folder,
      names.map((name) => `Pulumi.${name}.yaml`),
    );
    makeLanguageHost(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Types a command of Pulumi's for a stack. */
  function pulumi(stack: string, ...words: readonly string[]): Promise<Ended> {
    const { engine, project } = given();
    return engine.serve(
      stackOf(project, stack),
      (_, environment) =>
        new Promise((resolve) => {
          const env = { ...process.env, ...environment, PATH: `${process.env.PATH}:${folder}` };
          const args = [...words, "--stack", stack, "--non-interactive", "--color", "never"];
          execFile(engine.host.cli.command, args, { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
            const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
            resolve({ code, output: `${stdout}${stderr}` });
          });
        }),
    );
  }

  /** How a command ended, and what it counted. */
  function counted({ code, output }: Ended): readonly unknown[] {
    const [, counts = `no counts in: ${output}`] = /^Resources:\n((?: +.*\n)+)/m.exec(output) ?? [];
    return [code, ...counts.trim().split(/\n\s*/)];
  }

  const numbers = { shared: 169, parent: 22, child: 81 };

  it("refuses a stack before the one that it reads, in the program's own sentence", async () => {
    expect((await pulumi("parent", "stack", "init")).code).to.equal(0);
    const { code, output } = await pulumi("parent", "preview");
    expect([code, ...(/ {4}error: (.*\n.*)/.exec(output)?.slice(1) ?? [output])]).to.deep.equal([
      1,
      "stack shared, which this stack reads: 1 mistake, nothing was changed\n      it doesn't exist: bring that stack up first, npx pulumi stack init shared && npx pulumi up --stack shared",
    ]);
    expect(output).not.to.match(/^ +at /m);
  });

  for (const name of names) {
    it(`previews ${name}, brings it up, and then has nothing to do`, async () => {
      const number = numbers[name];
      if (name !== "parent") {
        expect((await pulumi(name, "stack", "init")).code).to.equal(0);
      }
      for (const [key, value] of Object.entries(forATrial[name])) {
        expect((await pulumi(name, "config", "set", key, value)).code).to.equal(0);
      }
      expect(counted(await pulumi(name, "preview"))).to.deep.equal([0, `+ ${number} to create`]);
      const quick = ["up", "--yes", "--skip-preview"];
      expect(counted(await pulumi(name, ...quick))).to.deep.equal([0, `+ ${number} created`]);
      expect(counted(await pulumi(name, ...quick, "--expect-no-changes"))).to.deep.equal([0, `${number} unchanged`]);
    });
  }

  it("destroys what it brought up, and leaves AWS empty", async () => {
    for (const name of names.toReversed()) {
      expect(counted(await pulumi(name, "destroy", "--yes", "--skip-preview"))).to.deep.equal([
        0,
        `- ${numbers[name]} deleted`,
      ]);
    }
    expect(given().estate.aws.world.everything()).to.deep.equal([]);
  });
});
