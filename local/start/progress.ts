import { Help } from "commander";
import yoctoSpinner from "yocto-spinner";

/** Where a run's text goes. */
export interface Output {
  write(text: string): unknown;
}

/** How much of a run's text is printed: all of it, what --quiet leaves, or nothing, as with --json. */
export type Amount = "everything" | "results" | "nothing";

/** Longer lines than this are hard to read, however wide the terminal is. */
const mostColumns = 100;

/**
 * Text with its long lines broken between words. What follows is indented by two columns more than the line's beginning.
 * A longer word, such as an ARN, stays whole.
 *
 * @param columns of the terminal. Lines stay whole where fewer than 40 are left for them.
 */
export function wrapped(text: string, columns: number): string {
  return text
    .split("\n")
    .map((line) => {
      const rest = line.trimStart();
      const indent = line.length - rest.length;
      const broken = new Help().boxWrap(rest, Math.min(columns, mostColumns) - indent - 2);
      return " ".repeat(indent) + broken.replaceAll("\n", `\n${" ".repeat(indent + 2)}`);
    })
    .join("\n");
}

/** Prints how far a run is. A terminal gets a spinner and lines of its width; elsewhere lines stay whole. */
export class Progress {
  private readonly isTerminal: boolean;
  private readonly spinner: ReturnType<typeof yoctoSpinner> | undefined;

  constructor(
    private readonly amount: Amount,
    private readonly output: Output = process.stdout,
  ) {
    this.isTerminal = output === process.stdout && process.stdout.isTTY === true;
    this.spinner = this.isTerminal ? yoctoSpinner({ stream: process.stdout }) : undefined;
  }

  doing(text: string): void {
    if (this.amount !== "nothing") {
      this.spinner?.start(text);
    }
  }

  done(text: string): void {
    if (this.amount !== "nothing") {
      this.spinner?.stop();
      this.output.write(`${this.isTerminal ? wrapped(text, process.stdout.columns) : text}\n`);
    }
  }

  /** What --quiet leaves out. */
  detail(text: string): void {
    if (this.amount === "everything") {
      this.done(text);
    }
  }

  stop(): void {
    this.spinner?.stop();
  }
}
