import type { Writable } from "node:stream";
import { read } from "read";
import yoctoSpinner, { type Spinner } from "yocto-spinner";
import { Stopped } from "./stopped";

/** What a command says, and whom it can ask. */
export interface Terminal {
  /** Whether what is said is read by a person, and kept by no log. */
  readonly isTerminal: boolean;
  /** Says what is being done, to be overwritten; nothing where nobody watches. */
  doing(text: string): void;
  /** Says something for good, on standard output. */
  say(text: string): void;
  /** Says something for good, on standard error. */
  warn(text: string): void;
  /**
   * Asks for a line. Undefined when nobody is there to ask: standard input is no terminal.
   *
   * @throws Stopped when the operator ends it instead of answering.
   */
  ask(question: string): Promise<string | undefined>;
  /** Asks like {@link ask}, and shows nothing of what is typed. */
  askSecret(question: string): Promise<string | undefined>;
}

/** A terminal whose progress is taken away when a command ends. */
export interface OwnTerminal extends Terminal {
  /** Ends what is shown of progress. */
  rest(): void;
}

/** The streams of a process, or what stands for them. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
}

/** A line that was typed; undefined when the operator ended it. */
function readLine({ stdin, stderr }: Streams, question: string, silent: boolean): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    // At the end of input (Ctrl+D) the line never comes; the input pauses then, as it does after a line.
    stdin.once("pause", () => setImmediate(() => resolve(undefined)));
    // Standard output may be kept, so that questions go beside it; without `terminal` what is typed would be shown.
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
      // Where the line's end isn't shown either, the next text would stand beside the question.
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
        // The spinner would end the process at a signal, which a command that listens to it decides by itself.
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
 * The terminal of this process, the same for everybody who asks. A command with a handler of its own for `SIGINT` sets
 * it before it says what it is doing.
 */
export function processTerminal(): OwnTerminal {
  own ??= terminalOf(process);
  return own;
}
