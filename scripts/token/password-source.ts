import { buffer } from "node:stream/consumers";
import { Refusal } from "../../common/refusal";
import { type Mistake, show } from "../../common/validation";
import { workTreeTaking } from "../support/git";
import type { Terminal } from "../support/terminal";
import { decode, readTextFile } from "../support/text-file";

/** Standard input, and whether it is a terminal. */
export type Stdin = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Where a password comes from: known already, read from standard input, or asked for. */
export type PasswordSource =
  | { readonly kind: "file"; readonly file: string; readonly password: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "question" };

const oneLine = "must hold the password on one line, and nothing else";

/** The one line of a text, without its end; undefined if there are more, or it is empty. */
function lineOf(text: string): string | undefined {
  return /^([^\r\n]+)(?:\r?\n)?$/.exec(text)?.[1];
}

function readFile(file: string): PasswordSource | Mistake {
  const mistake = (why: string) => ({ property: "--password-from", reason: `is ${show(file)}: the file ${why}` });
  let text: string;
  try {
    ({ text } = readTextFile(file));
  } catch (error) {
    if (error instanceof Refusal) {
      return mistake(error.mistakes.map(({ reason }) => reason).join("; "));
    }
    throw error;
  }
  const tree = workTreeTaking(file);
  if (tree !== undefined) {
    return mistake(
      `is in the git work tree ${tree}, which doesn't ignore it: move it out, or give the password on standard input with --password-from -`,
    );
  }
  const password = lineOf(text);
  return password === undefined ? mistake(oneLine) : { kind: "file", file, password };
}

/**
 * Finds out where the password comes from, and reads it if it is in a file.
 *
 * @param from `--password-from`: a file that git ignores, or `-`. Default: the operator is asked.
 * @returns the mistakes, if any; they never contain the password.
 */
export function passwordSource(from: string | undefined, stdin: Stdin): PasswordSource | Mistake {
  if (from !== undefined && from !== "-") {
    return readFile(from);
  }
  if (stdin.isTTY === true) {
    return { kind: "question" };
  }
  return from === "-"
    ? { kind: "stdin" }
    : {
        property: "the password",
        reason:
          "can't be asked for, since standard input is not a terminal: give it with --password-from <file>, or - for standard input",
      };
}

/**
 * Gets the password.
 *
 * @throws Refusal if standard input isn't one line, or an empty password is typed; Stopped if the operator ends it.
 */
export async function getPassword(
  source: PasswordSource,
  user: string,
  terminal: Pick<Terminal, "askSecret">,
  stdin: Stdin,
): Promise<string> {
  switch (source.kind) {
    case "file":
      return source.password;
    case "stdin": {
      const password = lineOf(decode("standard input", await buffer(stdin)).text);
      if (password === undefined) {
        throw new Refusal("standard input", [{ property: "it", reason: oneLine }]);
      }
      return password;
    }
    case "question": {
      const password = await terminal.askSecret(`Password of ${user}:`);
      if (password === undefined || password === "") {
        throw new Refusal(`sign-in of ${user}`, [{ property: "the password", reason: "is not set: type it" }]);
      }
      return password;
    }
  }
}

/** Describes a source: `with the password of file p.txt`. */
export function wordSource(source: PasswordSource): string {
  switch (source.kind) {
    case "file":
      return `the password in ${source.file}`;
    case "stdin":
      return "the password on standard input";
    case "question":
      return "the password that you type, which isn't shown";
  }
}
