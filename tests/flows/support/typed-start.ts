import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { check, type Options } from "../../../local/start/options";
import type { Output } from "../../../local/start/progress";
import { play } from "../../../local/start/run";
import { check as checkReport, type VerifyOptions } from "../../../local/verify/options";
import { runVerify } from "../../../local/verify/run";

const root = path.resolve(__dirname, "../../..");

/** Files of the project by name: how each differs from the shipped one, or its text; without it where undefined. */
export type Changes = Readonly<Record<string, ((text: string) => string) | string | undefined>>;

/** Names of the files that describe a project: the stacks', and who may do what. */
export const ofProject = /^(Pulumi(\.[\w-]+)?|access)\.yaml$/;

/** Copies the shipped project's files into a folder, some of them changed. */
export function copyShipped(folder: string, changes: Changes = {}): void {
  for (const file of readdirSync(root).filter((name) => ofProject.test(name))) {
    copyFileSync(path.join(root, file), path.join(folder, file));
  }
  for (const [name, change] of Object.entries(changes)) {
    const file = path.join(folder, name);
    if (change === undefined) {
      rmSync(file);
    } else {
      writeFileSync(file, typeof change === "string" ? change : change(readFileSync(file, "utf8")));
    }
  }
}

/** Runs work in a copy of the shipped project's files, some of them changed. */
export async function inCopy<T>(changes: Changes, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "project-"));
  try {
    copyShipped(folder, changes);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a command would end with. */
export interface Started {
  readonly code: 0 | 1;
  readonly lines: readonly string[];
}

async function ended(run: (output: Output) => Promise<boolean>): Promise<Started> {
  let text = "";
  const write = (more: string) => {
    text += more;
  };
  const isFine = await run({ write });
  return { code: isFine ? 0 : 1, lines: stripVTControlCharacters(text).trimEnd().split("\n") };
}

/** Does what `npm start -- …` does with a copy of the shipped files, within this process. */
export function start(changes: Changes, options: Options = {}): Promise<Started> {
  return inCopy(changes, async (folder) => {
    const chosen = await check(options, folder, false);
    return ended((output) => play(options, chosen, () => Promise.resolve(), output));
  });
}

/** Does what `npm run verify -- …` does; its files are read as well. */
export function verify(
  changes: Changes,
  options: Omit<VerifyOptions, "out"> = {},
): Promise<Started & { readonly files: Readonly<Record<"md" | "html", string>> }> {
  return inCopy(changes, async (folder) => {
    const out = path.join(folder, "out");
    const chosen = await checkReport(folder, { out, ...options });
    const run = await ended((output) => runVerify(chosen, output));
    const read = (end: string) => readFileSync(path.join(out, `verify.${end}`), "utf8");
    return { ...run, files: { md: read("md"), html: read("html") } };
  });
}

/** A scenario's lines without its id's. */
export function linesOf({ lines }: Started, id: string): string[] {
  const start = lines.findIndex((line) => line.trim().endsWith(` ${id}`));
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith("        "));
  return [lines[start] ?? "", ...rest.slice(0, end)].map((line) => line.trim());
}

/** How each scenario ended, in a letter or two. */
export function verdicts({ lines }: Started): Record<string, string> {
  const found = lines.flatMap((line) => {
    const [, verdict, id] = /^ {2}(ok|FAIL|--) +([\w-]+)$/.exec(line) ?? [];
    return verdict === undefined || id === undefined ? [] : [[id, verdict] as const];
  });
  return Object.fromEntries(found);
}
