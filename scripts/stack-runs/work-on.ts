import { causesOf } from "../engine/causes";
import { type ChangingRun, EngineFailure } from "../engine/engine";
import { Stopped } from "../support/stopped";
import type { Terminal } from "../support/terminal";
import type { Logs } from "./logs";
import type { RunSurroundings } from "./surroundings";
import { JsonTeller, type Teller, TextTeller } from "./teller";

/** What the steps of a run share. */
export interface StackRuns {
  readonly logs: Logs;
  readonly teller: Teller;
  readonly around: Pick<RunSurroundings, "terminal" | "pause" | "everySecond" | "now" | "signal" | "cancel">;
}

/** A terminal for programs, whose standard output has documents and nothing else. */
function withoutProgress(terminal: Terminal): Terminal {
  return {
    isTerminal: false,
    doing: () => {},
    say: (text) => terminal.say(text),
    warn: (text) => terminal.warn(text),
    ask: (question) => terminal.ask(question),
    askSecret: (question) => terminal.askSecret(question),
  };
}

/** Begins a run: opens its logs, and chooses how it is reported. */
export function beginRun<T extends RunSurroundings>(
  { json, markdown }: { readonly json?: true; readonly markdown?: true },
  around: T,
): StackRuns & { readonly around: T } {
  const terminal = json || markdown ? withoutProgress(around.terminal) : around.terminal;
  const teller = json ? new JsonTeller(terminal) : new TextTeller(terminal, around.now);
  return { logs: around.openLogs(), teller, around: { ...around, terminal } };
}

/** What the engine needs for a run that changes a stack. */
export function changing(stack: string, { logs, teller, around }: StackRuns): ChangingRun {
  return {
    log: (text) => logs.write(stack, text),
    cancel: around.cancel,
    onProgress: (done) => teller.tell({ event: "progress", stack, done }),
  };
}

/** Why a run failed, in the CLI's words, with the path of the whole log. */
export function failureWords({ logs }: Pick<StackRuns, "logs">, stack: string, error: EngineFailure): string {
  const causes = causesOf(error.errors);
  return `${causes.length === 0 ? error.message : causes.join("; ")}; its log: ${logs.pathOf(stack)}`;
}

/**
 * Works on one stack, and reports the result.
 *
 * @param done what the stack is after the work.
 * @returns the cause of a failure, as the end of a sentence; undefined after success.
 */
export async function workOn(
  stack: string,
  done: "up" | "down",
  runs: StackRuns,
  work: () => Promise<void>,
): Promise<string | undefined> {
  const { teller, around } = runs;
  const begun = around.now();
  const seconds = () => Math.round(around.now() - begun);
  try {
    await work();
    teller.tell({ event: done, stack, seconds: seconds() });
    return undefined;
  } catch (error) {
    if (!(error instanceof EngineFailure || error instanceof Stopped)) {
      throw error;
    }
    const words = error instanceof Stopped ? error.message : failureWords(runs, stack, error);
    const cause = around.cancel.aborted ? `cancelled, as you asked: ${words}` : words;
    teller.tell({ event: "failed", stack, cause, seconds: seconds() });
    return cause;
  }
}

/**
 * Works on stacks and keeps the table up to date. When the operator ends the run, it prints how to cancel.
 *
 * @param what names the work that still finishes, for that message.
 */
export async function whileShown<T>(what: string, { teller, around }: StackRuns, work: () => Promise<T>): Promise<T> {
  const rest = around.everySecond(() => teller.refresh());
  const onEnd = () => around.terminal.warn(`stopping when ${what} has finished; press Ctrl-C again to cancel it`);
  around.signal.addEventListener("abort", onEnd);
  try {
    return await work();
  } finally {
    rest();
    around.signal.removeEventListener("abort", onEnd);
  }
}
