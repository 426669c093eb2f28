import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { findCli } from "../../local/deploy/engine/cli";
import { answering } from "../../local/start/options";
import { type Finished, runNode } from "../../local/support/run-node";
import { allIds } from "../local/support/scenario-ids";

const root = path.resolve(__dirname, "../..");
const command = ["--require", path.join(root, "local/tsx.cjs"), path.join(root, "local/start.ts")];

const document = v.object({
  stacks: v.array(v.object({ name: v.string(), resources: v.number() })),
  scenarios: v.array(v.object({ id: v.string(), ok: v.boolean(), expected: v.string() })),
});

function readRun({ stdout }: Finished): v.InferOutput<typeof document> {
  return v.parse(document, JSON.parse(stdout));
}

/** Work folders of processes that have ended. */
function leftBehind(): string[] {
  return readdirSync(path.join(root, ".local")).filter((name) => {
    const [, owner] = /^run-(\d+)-/.exec(name) ?? [];
    try {
      return owner !== undefined && !process.kill(Number(owner), 0);
    } catch {
      return true;
    }
  });
}

describe("npm start -- --engine", () => {
  let home: string;

  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), "engine-home-"));
    // `<versions>/<version>/bin/pulumi`
    const asked = mkdtempSync(path.join(tmpdir(), "engine-asked-"));
    const versions = path.resolve((await findCli(asked)).command, "../../..");
    rmSync(asked, { recursive: true });
    mkdirSync(path.join(home, ".pulumi"));
    mkdirSync(path.join(home, "tmp"));
    symlinkSync(versions, path.join(home, ".pulumi", "versions"));
  });

  after(() => rmSync(home, { recursive: true, force: true }));

  /** A run with a home and a temporary folder of its own, to see what it leaves there. */
  function start(options: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Finished> {
    return runNode([...command, ...options], root, {
      HOME: home,
      PULUMI_HOME: path.join(home, ".pulumi"),
      TMPDIR: path.join(home, "tmp"),
      ...environment,
    });
  }

  it("prints the same stacks and scenarios as without, beside a second run, and leaves nothing behind", async () => {
    const without = readRun(await runNode([...command, "--json"], root));
    const runs = await Promise.all([
      start(["--engine", "--json"]),
      start(["--engine", "--json", "--scenario", answering]),
    ]);
    const [whole, part] = runs.map((run) => {
      expect(run.stderr).to.equal("");
      expect(run.code).to.equal(0);
      return readRun(run);
    });
    expect(whole).to.deep.equal(without);
    expect(part).to.deep.equal({ ...without, scenarios: without.scenarios.filter(({ id }) => id === answering) });
    expect(without.scenarios.map(({ id }) => id)).to.deep.equal(allIds);
    expect(without.scenarios.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(readdirSync(home).sort()).to.deep.equal([".pulumi", "tmp"]);
    expect(readdirSync(path.join(home, ".pulumi"))).to.deep.equal(["versions"]);
    expect(readdirSync(path.join(home, "tmp"))).to.deep.equal([]);
    expect(leftBehind()).to.deep.equal([]);
  });

  it("recovers from a run that was killed in the middle of an up", async () => {
    const killed = spawn(process.execPath, [...command, "--engine"], { cwd: root });
    await once(killed.stdout, "data");
    killed.kill("SIGKILL");
    // It closes when the last process that it started has let go of its error stream.
    await once(killed, "close");
    expect(leftBehind()).to.have.length.above(0);
    const again = await start(["--engine", "--json", "--scenario", answering]);
    expect(readRun(again).scenarios.map(({ ok }) => ok)).to.deep.equal([true]);
    expect(leftBehind()).to.deep.equal([]);
  });
});
