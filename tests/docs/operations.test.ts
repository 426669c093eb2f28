import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { Estate } from "../../local/estate/estate";
import { scenarios } from "../../local/scenarios";
import { costOf } from "../../local/verify/cost/cost-report";
import { configKeys } from "../../stacks/config-keys";
import { shippedProject } from "../local/support/project";
import { tableUnder } from "./support/markdown";

const project = path.resolve(__dirname, "../..");
const text = readFileSync(path.join(project, "docs", "operations.md"), "utf8");

const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync(path.join(project, "package.json"), "utf8")),
);

/** Everything that a pattern's first group finds in the text, once. */
function found(pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, group = ""]) => group))];
}

describe("docs/operations.md", () => {
  it("names commands, files, scenarios and config keys that there are", () => {
    expect(found(/npm run ([\w:-]*\w)/g).filter((name) => !(name in scripts))).to.deep.equal([]);
    const links = found(/\]\(([^#)]+)(?:#[\w-]+)?\)/g);
    expect(links.filter((link) => !existsSync(path.join(project, "docs", link)))).to.deep.equal([]);
    const ids = new Set<string>(scenarios.map(({ id }) => id));
    expect(found(/--scenario ([\w-]+)/g).filter((id) => !ids.has(id))).to.deep.equal([]);
    const keys = found(/`([a-z]+[A-Z]\w+): /g);
    expect(keys).to.include("previousExternalId");
    expect(keys.filter((key) => !configKeys.has(key))).to.deep.equal([]);
  });

  it("names each document of docs/oidc", () => {
    const documents = readdirSync(path.join(project, "docs", "oidc"));
    expect(found(/\]\(oidc\/([\w-]+\.json)\)/g)).to.have.members(documents);
  });

  it("has a heading for each entry of its contents", () => {
    const headings = found(/^## (.+)$/gm);
    expect(found(/\[([^\]]+)\]\(#/g)).to.deep.equal(headings);
  });

  it("deploys for the first time in the seven steps of the README, of one line each", () => {
    const commands = [
      "npm run init",
      "aws ram enable-sharing-with-aws-organization",
      "npx pulumi login",
      "npm run doctor",
      "npm run deploy",
      "npm run populate -- users.csv",
      "open",
    ];
    const readme = readFileSync(path.join(project, "README.md"), "utf8");
    const first = tableUnder(text.split("What each step needs")[0] ?? "", "First deployment");
    for (const rows of [first, tableUnder(readme, "Deploy")]) {
      expect(rows.map(({ step }) => step?.split(".")[0])).to.deep.equal(["1", "2", "3", "4", "5", "6", "7"]);
      for (const [index, start] of commands.entries()) {
        expect(rows[index]?.command?.replaceAll("`", "")).to.match(new RegExp(`^${start}\\b`));
      }
    }
  });

  it("counts what the shipped files cost as the report does", async () => {
    const estate = await Estate.found(shippedProject, new URL("http://127.0.0.1:1"));
    try {
      for (const stack of shippedProject.stacks) {
        await estate.up(stack);
      }
      const hub = costOf(estate.aws.world, shippedProject)?.hubs[0];
      const counted = (hub?.lines ?? []).map(({ what, count, each, perMonth }) => [
        what,
        count,
        each,
        perMonth.toFixed(2),
      ]);
      const [, costs = ""] = text.split("What the shipped files cost a month");
      const rows = tableUnder(`\n## costs\n${costs}`, "costs").map((row) => Object.values(row));
      expect(rows).to.deep.equal([...counted, ["in all", "", "", hub?.total.toFixed(2)]]);
    } finally {
      await estate.close();
    }
  });
});
