import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { type Finished, runNode } from "../../local/support/run-node";
import { setEnvironment } from "../functions/support/environment";
import { Folder } from "./support/files";

const root = path.resolve(__dirname, "../..");

function stackFiles(): ReadonlyMap<string, string> {
  const names = readdirSync(root).filter((name) => name.startsWith("Pulumi."));
  return new Map(names.map((name) => [name, readFileSync(path.join(root, name), "utf8")]));
}

// What npm run onboard runs, in the project's own folder, where it writes nothing. The rest is asked of scripts/onboard.
describe("npm run onboard", () => {
  const run = (...options: readonly string[]): Promise<Finished> =>
    runNode(["--require", path.join(root, "local/tsx.cjs"), path.join(root, "scripts/onboard.ts"), ...options], "/");

  it("works on the project's folder wherever it is called, and exits 0 after --dry-run, with nothing written", async () => {
    const before = stackFiles();
    const { code, stdout, stderr } = await run("lob-c", "--account", "555555555555", "--dry-run");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.include("+++ b/Pulumi.lob-c.yaml\n").and.to.include("+++ b/Pulumi.shared.yaml\n");
    expect(stdout.split("\n").at(-2)).to.equal("Nothing was written: leave --dry-run out to write it.");
    expect(stackFiles()).to.deep.equal(before);
  });

  it("leaves nothing behind when Ctrl+C comes in the middle of its work", async () => {
    const folder = new Folder();
    const interrupt = folder.write(
      "interrupt.cjs",
      `const fs = require("node:fs");
      const copy = fs.copyFileSync;
      fs.copyFileSync = (...args) => { copy(...args); process.kill(process.pid, "SIGINT"); };
      require("node:module").syncBuiltinESMExports();`,
    );
    const putBack = setEnvironment({ TMPDIR: folder.path });
    const tsx = path.join(root, "local/tsx.cjs");
    const script = path.join(root, "scripts/onboard.ts");
    const options = ["lob-c", "--account", "555555555555", "--dry-run"];
    await runNode(["--require", interrupt, "--require", tsx, script, ...options], "/").finally(putBack);
    expect(readdirSync(folder.path).filter((name) => name.startsWith("onboard-"))).to.deep.equal([]);
    folder.remove();
  });

  it("has one help text", async () => {
    const { code, stdout, stderr } = await run("--help");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout.split("\n")[0]).to.equal("Usage: npm run onboard -- [options] <LOB>");
    expect(stdout.match(/^ {2}(-h, )?--[a-z-]+/gm)?.map((option) => option.trim())).to.deep.equal([
      ...["--account", "--cidr", "--shared", "--stack", "--user-profiles"],
      ...["--parent", "--no-inference", "--trust", "--dry-run", "-h, --help"],
    ]);
  });

  const mistakes: readonly { title: string; options: readonly string[]; says: string }[] = [
    {
      title: "a taken name and a bad account id",
      options: ["lob-b", "--account", "55"],
      says: [
        "npm run onboard: 2 mistakes, nothing was changed",
        '  LOB is "lob-b", which stack lob-b has already, with account 444444444444: take another name, such as lob-b-2',
        '  --account is "55": an account id has 12 digits; give that of the LOB\'s own account',
        "",
      ].join("\n"),
    },
  ];
  for (const { title, options, says } of mistakes) {
    it(`answers ${title} in one sentence each, with exit code 1 and nothing written`, async () => {
      const before = stackFiles();
      const { code, stdout, stderr } = await run(...options);
      expect({ code, stdout, stderr }).to.deep.equal({ code: 1, stdout: "", stderr: says });
      expect(stackFiles()).to.deep.equal(before);
    });
  }
});
