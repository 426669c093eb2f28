import { count, shortList } from "../support/counted";
import { changedKeys, outputsThatMatter, problemsOf, type Standing } from "./standing";

/** What a status can't tell without running the program. */
export const notTold =
  "Changes of the program, of policies and of other stacks' outputs don't show here: npm run deploy -- --preview shows them.";

const minute = 60_000;
const units = [
  ["day", 24 * 60 * minute],
  ["hour", 60 * minute],
  ["minute", minute],
] as const;

/** `3 days ago`, `1 hour ago`. */
export function ageOf(time: Date, now: Date): string {
  const passed = now.getTime() - time.getTime();
  const [unit, length] = units.find(([, each]) => passed >= each) ?? [undefined, 1];
  return unit === undefined ? "just now" : `${count(Math.floor(passed / length), unit)} ago`;
}

function cellsOf({ stack, record, unseen }: Standing, now: Date): string[] {
  const head = [stack.name, stack.config.account];
  if (record === undefined) {
    return [...head, unseen === undefined ? "not in the backend" : "not looked at"];
  }
  const resources = String(record.resources).padStart("resources".length);
  const [last] = record.updates;
  if (last === undefined) {
    return [...head, "never", "", "", resources];
  }
  const time = `${last.began.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return [...head, time, ageOf(last.began, now), `${last.kind} ${last.result}`, resources];
}

function detailsOf(standing: Standing, project: string): string[] {
  const { stack, record } = standing;
  if (record === undefined) {
    return problemsOf(standing);
  }
  const keys = changedKeys(stack, record, project);
  const open =
    keys === undefined
      ? ["changes of its file aren't known: its history has no successful up"]
      : keys.length === 0
        ? []
        : [`changed in its file since its last up: ${shortList(keys)}`];
  const outputs = Object.entries(outputsThatMatter(stack, record)).map(([what, value]) => `${what}: ${value}`);
  return [...outputs, ...open, ...problemsOf(standing)];
}

/** How stacks stand: a table, then what each gave and what is wrong with it, once where several have the same. */
export function statusLines(standings: readonly Standing[], project: string, now: Date): string[] {
  const rows = [
    ["stack", "account", "last update", "", "result", "resources"],
    ...standings.map((each) => cellsOf(each, now)),
  ];
  const isWhole = (row: readonly string[]) => row.length > 3;
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.filter((row) => column < 2 || isWhole(row)).map((row) => row[column]?.length ?? 0)),
  );
  const table = rows.map((row) =>
    `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd(),
  );
  const details = new Map<string, string[]>();
  for (const each of standings) {
    for (const line of detailsOf(each, project)) {
      details.set(line, [...(details.get(line) ?? []), each.stack.name]);
    }
  }
  const lines = [...details].map(([line, names]) => `  ${names.join(", ")}  ${line}`);
  return [...table, ...lines, notTold];
}

/** The same for programs, as one document. */
export function statusDocument(standings: readonly Standing[], project: string) {
  return standings.map((standing) => {
    const { stack, record } = standing;
    const [last] = record?.updates ?? [];
    return {
      stack: stack.name,
      account: stack.config.account,
      isInBackend: standing.unseen === undefined ? record !== undefined : null,
      lastUpdate: last === undefined ? null : { kind: last.kind, result: last.result, began: last.began.toISOString() },
      resources: record?.resources ?? null,
      outputs: record === undefined ? {} : outputsThatMatter(stack, record),
      changedKeys: (record && changedKeys(stack, record, project)) ?? null,
      problems: problemsOf(standing),
    };
  });
}
