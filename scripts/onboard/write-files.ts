import { randomUUID } from "node:crypto";
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { Refusal } from "../../common/refusal";
import type { Change } from "./changes";

/** A change whose new text, if any, is in a file beside the old one, to replace it at once. */
interface Prepared {
  readonly change: Change;
  readonly target: string;
  readonly beside: string;
}

function refusal(name: string, reason: string): Refusal {
  return new Refusal(name, [{ property: "the file", reason }]);
}

function placesOf(folder: string, change: Change): Prepared {
  const file = path.join(folder, change.name);
  // A link stays a link: its target is written.
  const target = change.before === undefined ? file : realpathSync(file);
  // Not the name of a stack's file, in case it is left behind.
  return { change, target, beside: `${target}.${randomUUID()}` };
}

function writeBeside({ change, target, beside }: Prepared): void {
  if (change.text === undefined) {
    return;
  }
  const mode = change.before === undefined ? 0o666 : statSync(target).mode;
  writeFileSync(beside, change.text, { flag: "wx", mode });
}

function textOf(file: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    return undefined;
  }
}

/** Throws if somebody else wrote the file since it was read. */
function checkUnchanged({ change: { name, before }, target }: Prepared): void {
  if (textOf(target) !== before) {
    throw refusal(name, "was changed by somebody else meanwhile: run this again");
  }
}

/** Replaces the file at once, or removes it. */
function carryOut({ change: { name, text }, target, beside }: Prepared, folder: string, move: typeof renameSync): void {
  if (text === undefined) {
    // If it is a link, the link is removed, and its target stays.
    rmSync(path.join(folder, name));
  } else {
    move(beside, target);
  }
}

function putBack({ change: { before }, target }: Prepared): void {
  if (before === undefined) {
    rmSync(target, { force: true });
  } else {
    writeFileSync(target, before);
  }
}

/** Turns the file system's refusals into messages. */
function explain({ name }: Change, error: unknown): unknown {
  return error instanceof Error && "syscall" in error && "code" in error
    ? refusal(name, `can't be written (${error.code}): check that you may write there, and run this again`)
    : error;
}

/** Does something with each file in turn, and names the file if it fails. */
function inTurn(prepared: readonly Prepared[], work: (one: Prepared) => void): void {
  for (const one of prepared) {
    try {
      work(one);
    } catch (error) {
      throw explain(one.change, error);
    }
  }
}

/**
 * Writes or removes all files of a folder, in order, or none: if one fails, those before it are restored.
 *
 * @param move replaces a file by another at once.
 * @throws Refusal naming the file that can't be written, or that changed since it was read.
 */
export function writeFiles(folder: string, changes: readonly Change[], move = renameSync): void {
  const prepared = changes.map((change) => placesOf(folder, change));
  const written: Prepared[] = [];
  try {
    inTurn(prepared, writeBeside);
    inTurn(prepared, checkUnchanged);
    inTurn(prepared, (one) => {
      carryOut(one, folder, move);
      written.push(one);
    });
  } catch (error) {
    written.forEach(putBack);
    throw error;
  } finally {
    for (const { beside } of prepared) {
      rmSync(beside, { force: true });
    }
  }
}
