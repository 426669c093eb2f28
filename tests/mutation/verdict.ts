import type { MutatedFile, Survivor } from "./report";
import { compare, type Listed } from "./survivors";

/** Where the list of survivors is. */
export const survivorsFile = "tests/mutation/survivors.json";

interface Count {
  readonly killed: number;
  readonly survived: number;
}

/** The part of a path that counts are by: its first two folders, or all of a folder of policies. */
function folderOf(file: string): string {
  const folders = file.split("/").slice(0, -1);
  return folders.slice(0, folders.includes("policies") ? undefined : 2).join("/");
}

function add(one: Count, other: Count): Count {
  return { killed: one.killed + other.killed, survived: one.survived + other.survived };
}

/** In percent, rounded down to a tenth, so that a score is never said to be higher than it is; 100 without mutants. */
function score({ killed, survived }: Count): number {
  return killed + survived === 0 ? 100 : Math.floor((1000 * killed) / (killed + survived)) / 10;
}

function row(folder: string, count: Count): string {
  const cells = [count.killed, count.survived].map((cell) => String(cell).padStart(9));
  return `${folder.padEnd(34)}${cells.join("")}${`${score(count).toFixed(1)} %`.padStart(10)}`;
}

function table(files: readonly MutatedFile[]): string[] {
  const folders = new Map<string, Count>();
  let all: Count = { killed: 0, survived: 0 };
  for (const { file, killed, survivors } of files) {
    const count = { killed, survived: survivors.length };
    folders.set(folderOf(file), add(folders.get(folderOf(file)) ?? { killed: 0, survived: 0 }, count));
    all = add(all, count);
  }
  return [
    `${"folder".padEnd(34)}   killed survived     score`,
    ...[...folders].map(([folder, count]) => row(folder, count)),
    row("in all", all),
  ];
}

/** A mutant as it stands in the list. */
function entry({ file, line, original, replacement }: Listed): string {
  return JSON.stringify({ file, line, original, replacement });
}

function unlistedLines(survivors: readonly Survivor[]): string[] {
  return survivors.map(
    (survivor) =>
      `${survivor.file}:${survivor.lineNumber} survives: kill it by a test, or list it with its reason in ${survivorsFile}\n  ${entry(survivor)}`,
  );
}

function staleLines(listed: readonly Listed[]): string[] {
  return listed.map(
    (mutant) => `${mutant.file} has no such survivor any more: take it out of ${survivorsFile}\n  ${entry(mutant)}`,
  );
}

/**
 * Judges what became of mutants.
 *
 * @param whole whether everything was mutated; of a part can't be told which listed survivors are gone.
 * @returns whether all is well, and what to say: counts by folder, and each complaint.
 */
export function verdict(
  files: readonly MutatedFile[],
  listed: readonly Listed[],
  whole: boolean,
): { readonly ok: boolean; readonly lines: readonly string[] } {
  const survivors = files.flatMap((file) => file.survivors);
  const { unlisted, stale } = compare(survivors, listed);
  const complaints = [...unlistedLines(unlisted), ...(whole ? staleLines(stale) : [])];
  const said = `new survivors: ${unlisted.length}${whole ? `, listed survivors that are none: ${stale.length}` : ""}`;
  return { ok: complaints.length === 0, lines: [...table(files), ...complaints, said] };
}
