import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import Table from "cli-table3";
import * as v from "valibot";
import { UsersMistake } from "../../common/users-mistake";
import type { Figure } from "./figure";

const documentSchema = v.object({
  node: v.string(),
  cores: v.number(),
  figures: v.array(v.object({ id: v.string(), value: v.number() })),
});

/** The figures of an earlier run. */
export type Former = v.InferOutput<typeof documentSchema>;

/** The figures as one JSON document, with what they were measured on. */
export function asJson(figures: readonly Figure[]): string {
  return JSON.stringify({ node: process.version, cores: availableParallelism(), figures });
}

/**
 * Reads what a former `--json` wrote.
 *
 * @throws UsersMistake when the file can't be read, or isn't such a document.
 */
export function readFormer(file: string): Former {
  const text = textOf(file);
  try {
    return v.parse(documentSchema, JSON.parse(text));
  } catch {
    throw new UsersMistake(
      `--compare names the file "${file}", which is not a document of npm run bench: give one that npm run bench --silent -- --json wrote`,
    );
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsersMistake(`--compare names the file "${file}", which can't be read: correct the path`);
  }
}

/** By how much a value differs from a former one, such as `+12 %`; `new` where there is none. */
function difference(value: number, former: number | undefined): string {
  if (former === undefined) {
    return "new";
  }
  if (former === 0 || value === former) {
    return value === former ? "=" : `${value > former ? "+" : ""}${value - former}`;
  }
  const percent = Math.round((value / former - 1) * 100);
  return `${percent > 0 ? "+" : ""}${percent} %`;
}

/** The figures as a table for people, beside those of a former run where there is one. */
export function asTable(figures: readonly Figure[], former?: Former): string {
  const before = new Map(former?.figures.map(({ id, value }) => [id, value]));
  const then = (id: string, value: number) =>
    former === undefined ? [] : [before.get(id) ?? "", difference(value, before.get(id))];
  const table = new Table({
    head: ["figure", "value", "", ...(former === undefined ? [] : ["before", "change"]), "compare"],
    style: { head: [], border: [] },
    colAligns: ["left", "right", "left", ...(former === undefined ? [] : (["right", "right"] as const)), "left"],
  });
  table.push(...figures.map(({ id, name, value, unit, anchor }) => [name, value, unit, ...then(id, value), anchor]));
  return table.toString();
}

/** The figures as the table of docs/performance.md. */
export function asMarkdown(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ id, name, value, unit, anchor }) =>
      `| \`${id}\` | ${name} | ${value.toLocaleString("en")} ${unit} | ${anchor} |`,
  );
  return ["| id | figure | value | compare |", "|---|---|---|---|", ...rows].join("\n");
}
