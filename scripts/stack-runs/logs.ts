import { appendFileSync, mkdirSync } from "node:fs";
import * as path from "node:path";

/** Where each stack's whole log goes: what the CLI wrote, and nothing else. */
export interface Logs {
  /** Path of a stack's log, as messages name it. */
  pathOf(stack: string): string;
  write(stack: string, text: string): void;
}

/**
 * Logs in a folder of this run's own, `out/<command>/<time>` in the project's folder, which git ignores. It is made at the
 * first text, for its owner to read.
 */
export function openLogs(folder: string, command: string, started: Date): Logs {
  const place = path.join("out", command, started.toISOString().slice(0, 19).replaceAll(":", "-"));
  const pathOf = (stack: string) => path.join(place, `${stack}.log`);
  return {
    pathOf,
    write: (stack, text) => {
      mkdirSync(path.join(folder, place), { recursive: true, mode: 0o700 });
      appendFileSync(path.join(folder, pathOf(stack)), text);
    },
  };
}
