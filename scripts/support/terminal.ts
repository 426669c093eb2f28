import type { Writable } from "node:stream";
import { read } from "read";
import yoctoSpinner, { type Spinner } from "yocto-spinner";
import { Stopped } from "./stopped";

/** A command's output and input. */
export interface Terminal {
  /** Whether a person reads the output, and no log keeps it. */
  readonly isTerminal: boolean;
  /** Shows progress, which is overwritten; nothing if nobody watches. */
  doing(text: string): void;
  /** Prints a line on standard output. */
  say(text: string): void;
  /** Prints a line on standard error. */
  warn(text: string): void;
  /**
   * Asks for a line. Undefined if there is no terminal to ask at.
   *
   * @throws Stopped if the operator ends it instead of answering.
   */
  ask(question: string): Promise<string | undefined>;
  /** Asks like {@link ask}, without showing what is typed. */
  askSecret(question: string): Promise<string | undefined>;
}

/** A terminal whose progress is cleared when a command ends. */
export interface OwnTerminal extends Terminal {
  /** Clears the progress. */
  rest(): void;
}

/** The streams of a process, or substitutes in tests. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
}

/** A typed line; undefined if the operator ended it. */
function readLine({ stdin, stderr }: Streams, question: string, silent: boolean): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    // At the end of input (Ctrl+D) the line never comes; the input pauses then, as it does after a line.
    stdin.once("pause", () => setImmediate(() => resolve(undefined)));
    // Standard output may be redirected, so questions go to standard error; without `terminal` the typed text would be
    // shown.
    read({ prompt: question, silent, input: stdin, output: stderr, terminal: true }).then(resolve, (error: unknown) =>
      error instanceof Error && error.message === "canceled" ? resolve(undefined) : reject(error),
    );
  });
}

/** The terminal behind these streams. */
export function terminalOf(streams: Streams): OwnTerminal {
  const { stdin, stdout, stderr } = streams;
  const isTerminal = stdout.isTTY === true;
  let spinner: Spinner | undefined;
  const rest = () => void spinner?.stop();

  async function question(text: string, silent: boolean): Promise<string | undefined> {
    if (stdin.isTTY !== true) {
      return undefined;
    }
    rest();
    const line = await readLine(streams, text, silent);
    if (silent || line === undefined) {
      // Since the line's end isn't shown either, the next text would follow on the question's line.
      stderr.write("\n");
    }
    if (line === undefined) {
      throw new Stopped("stopped, as you asked");
    }
    return line;
  }

  return {
    isTerminal,
    doing: (text) => {
      if (isTerminal) {
        // The spinner would end the process at a signal; a command that listens to it decides itself.
        spinner ??= yoctoSpinner({ stream: stdout, handleSignals: process.listenerCount("SIGINT") === 0 });
        spinner.start(text);
      }
    },
    say: (text) => {
      rest();
      stdout.write(`${text}\n`);
    },
    warn: (text) => {
      rest();
      stderr.write(`${text}\n`);
    },
    ask: (text) => question(text, false),
    askSecret: (text) => question(text, true),
    rest,
  };
}

let own: OwnTerminal | undefined;

/**
 * The terminal of this process, the same for all callers. A command with its own handler for `SIGINT` sets it before it
 * shows progress.
 */
export function processTerminal(): OwnTerminal {
  own ??= terminalOf(process);
  return own;
}
