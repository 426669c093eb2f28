import type { Terminal } from "../../../scripts/support/terminal";

/** Who is there: somebody who reads and can be asked, or one of both, or nobody. */
export interface Presence {
  /** Whether standard output is a terminal. Default: true. */
  readonly reads?: boolean;
  /** Whether standard input is a terminal. Default: true. */
  readonly answers?: boolean;
}

/** What an operator answers to a question; a function gets the output until then. */
export type Answer = string | ((said: readonly string[]) => string);

/**
 * A terminal that keeps the output: progress after `…`, standard error after `!`, questions after `?`, those for
 * secrets after `?*`. A question that it has no answer for is an error.
 */
export class FakeTerminal implements Terminal {
  readonly said: string[] = [];
  readonly isTerminal: boolean;
  private readonly answers: boolean;
  private readonly next: Answer[];

  constructor({ reads = true, answers = true }: Presence = {}, ...next: readonly Answer[]) {
    this.isTerminal = reads;
    this.answers = answers;
    this.next = [...next];
  }

  /** What is on standard output. */
  get printed(): string[] {
    return this.said.filter((line) => !/^(…|!|\?\*?) /.test(line));
  }

  /** Answers that nobody asked for. */
  get unasked(): number {
    return this.next.length;
  }

  doing(text: string): void {
    this.said.push(`… ${text}`);
  }

  say(text: string): void {
    this.said.push(text);
  }

  warn(text: string): void {
    this.said.push(`! ${text}`);
  }

  async ask(question: string): Promise<string | undefined> {
    return this.answer(`? ${question}`);
  }

  async askSecret(question: string): Promise<string | undefined> {
    return this.answer(`?* ${question}`);
  }

  private answer(question: string): string | undefined {
    if (!this.answers) {
      return undefined;
    }
    this.said.push(question);
    const answer = this.next.shift();
    if (answer === undefined) {
      throw new Error(`nobody answers "${question}"`);
    }
    return typeof answer === "string" ? answer : answer(this.said);
  }
}
