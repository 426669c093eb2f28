import { count, duration } from "../support/counted";
import type { Terminal } from "../support/terminal";

/** What happens in a run, in the order in which it does. */
export type Happening =
  | { readonly event: "initialised" | "unchanged"; readonly stack: string }
  | { readonly event: "planned"; readonly stacks: readonly object[] }
  | { readonly event: "checked"; readonly stacks: readonly object[]; readonly unseen: readonly object[] }
  | { readonly event: "updating" | "destroying"; readonly stack: string; readonly planned: number }
  | { readonly event: "progress"; readonly stack: string; readonly done: number }
  /** What is done in a stack's account besides the engine's work. */
  | { readonly event: "doing" | "done"; readonly stack: string; readonly what: string }
  | { readonly event: "retrying"; readonly stack: string; readonly seconds: number; readonly why: string }
  | { readonly event: "up" | "down"; readonly stack: string; readonly seconds: number }
  | { readonly event: "failed"; readonly stack: string; readonly cause: string; readonly seconds: number }
  | { readonly event: "stopped" | "left"; readonly why: string };

/** Tells what happens. */
export interface Teller {
  /** @param text how people read it, where that needs more than the happening has. */
  tell(happening: Happening, text?: readonly string[]): void;
  /** Shows again how stacks stand, on a terminal. */
  refresh(): void;
}

/** What is said of a stack that is brought up, or taken down. */
const words = {
  updating: { heading: "bringing up", begun: "being brought up", thing: "change" },
  destroying: { heading: "taking down", begun: "being taken down", thing: "resource" },
} as const;

/** A stack that is being worked on. */
interface Running {
  readonly kind: keyof typeof words;
  readonly planned: number;
  readonly begun: number;
  readonly done: number;
  /** What is done in place of the engine's work. */
  readonly instead?: string | undefined;
}

/** Tells people: a line for what is over and, on a terminal, a table of what runs. */
export class TextTeller implements Teller {
  private readonly running = new Map<string, Running>();

  /** @param now seconds on a clock that isn't set. */
  constructor(
    private readonly terminal: Pick<Terminal, "isTerminal" | "doing" | "say">,
    private readonly now: () => number,
  ) {}

  tell(happening: Happening, text?: readonly string[]): void {
    const said = text?.join("\n") ?? this.textOf(happening);
    if (said !== undefined) {
      this.terminal.say(said);
    }
    this.refresh();
  }

  /** Keeps what happens, and words it where it is said for good. */
  private textOf(happening: Happening): string | undefined {
    switch (happening.event) {
      case "updating":
      case "destroying": {
        const { stack, planned, event: kind } = happening;
        this.running.set(stack, { kind, planned, begun: this.now(), done: 0 });
        const { begun, thing } = words[kind];
        return this.terminal.isTerminal ? undefined : `  ${stack}  ${begun}, ${count(planned, thing)}`;
      }
      case "progress":
        this.set(happening.stack, { done: happening.done, instead: undefined });
        return undefined;
      case "doing":
        this.set(happening.stack, { instead: happening.what });
        return undefined;
      case "done":
        return `  ${happening.stack}  ${happening.what}`;
      case "retrying":
        this.set(happening.stack, { instead: "waiting" });
        return `  ${happening.stack}  tried again in ${happening.seconds} seconds, since ${happening.why}`;
      case "up":
      case "down": {
        const { stack, seconds, event } = happening;
        const { planned = 0, kind = "updating" } = this.running.get(stack) ?? {};
        this.running.delete(stack);
        return `  ${stack}  ${event}, ${count(planned, words[kind].thing)} in ${duration(seconds)}`;
      }
      case "failed":
        this.running.delete(happening.stack);
        return `  ${happening.stack}  failed: ${happening.cause}`;
      case "stopped":
      case "left":
        return happening.why;
      default:
        return undefined;
    }
  }

  private set(stack: string, more: Partial<Running>): void {
    const running = this.running.get(stack);
    if (running !== undefined) {
      this.running.set(stack, { ...running, ...more });
    }
  }

  refresh(): void {
    const rows = [...this.running].map(([name, { kind, planned, begun, done, instead }]) => [
      name,
      instead ?? `${kind}  ${done} of ${planned}`,
      duration(Math.round(this.now() - begun)),
    ]);
    const [first] = this.running.values();
    if (first !== undefined) {
      const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
      const lines = rows.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`);
      this.terminal.doing([words[first.kind].heading, ...lines].join("\n"));
    }
  }
}

/** Tells programs: a JSON document for each thing that happens, one a line. */
export class JsonTeller implements Teller {
  constructor(private readonly terminal: Pick<Terminal, "say">) {}

  tell(happening: Happening): void {
    this.terminal.say(JSON.stringify(happening));
  }

  refresh(): void {}
}
