import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { findCli } from "../../local/deploy/engine/cli";

const root = path.resolve(__dirname, "../..");
const documents = ["README.md", "docs/operations.md"];

/** Options that a text names. */
function optionsIn(text: string): string[] {
  return [...text.matchAll(/--([a-z][\w-]*)/g)].map(([, option = ""]) => option);
}

/** Commands of the CLI that documents show, such as `stack init`, each with the options that it is given. */
function shown(): Map<string, Set<string>> {
  const commands = new Map<string, Set<string>>();
  const texts = documents.map((file) => readFileSync(path.join(root, file), "utf8"));
  for (const [, line = ""] of texts.join("\n").matchAll(/npx pulumi ([^`|&;\n]+)/g)) {
    const [first = "", second = ""] = line.trim().split(/ +/);
    const name = ["stack", "config"].includes(first) && /^[a-z]+$/.test(second) ? `${first} ${second}` : first;
    commands.set(name, new Set([...(commands.get(name) ?? []), ...optionsIn(line)]));
  }
  return commands;
}

describe("The documents", () => {
  it("show no command and no option that the CLI doesn't have", async () => {
    const home = mkdtempSync(path.join(tmpdir(), "engine-options-"));
    try {
      const { command } = await findCli(home);
      const commands = shown();
      expect([...commands.keys()]).to.include.members(["up", "destroy", "refresh", "stack init", "import"]);
      for (const [name, options] of commands) {
        const environment = { ...process.env, PULUMI_HOME: home };
        const help = execFileSync(command, [...name.split(" "), "--help"], { encoding: "utf8", env: environment });
        // An unknown command is answered with the help of all.
        expect(help, name).not.to.include("Modern Infrastructure as Code");
        const known = optionsIn(help.split("\nFlags:")[1] ?? "");
        expect(
          [...options].filter((option) => !known.includes(option)),
          name,
        ).to.deep.equal([]);
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
