import type { Terminal } from "../support/terminal";
import { count } from "../teardown/report";
import { checkLines } from "./check-report";
import { duration, type Planned, planLines, type StackMistake } from "./report";

/** What happens in a run, in the order in which it does. */
export type Happening =
  | { readonly event: "initialised" | "unchanged"; readonly stack: string }
  | { readonly event: "planned"; readonly stacks: readonly Planned[] }
  | { readonly event: "checked"; readonly stacks: readonly Planned[]; readonly unseen: readonly StackMistake[] }
  | { readonly event: "updating"; readonly stack: string; readonly planned: number }
  | { readonly event: "progress"; readonly stack: string; readonly done: number }
  | { readonly event: "retrying"; readonly stack: string; readonly seconds: number; readonly why: string }
  | { readonly event: "up"; readonly stack: string; readonly seconds: number }
  | { readonly event: "failed"; readonly stack: string; readonly cause: string; readonly seconds: number }
  | { readonly event: "stopped"; readonly why: string };

/** Tells what happens. */
export interface Teller {
  tell(happening: Happening): void;
  /** Shows again how stacks stand, on a terminal. */
  refresh(): void;
}

/** A stack that is being brought up. */
interface Running {
  readonly planned: number;
  readonly begun: number;
  readonly done: number;
  readonly waits: boolean;
}

/** Tells people: a line for what is over and, on a terminal, a table of what runs. */
export class TextTeller implements Teller {
  private readonly running = new Map<string, Running>();

  /** @param now seconds on a clock that isn't set. */
  constructor(
    private readonly terminal: Pick<Terminal, "isTerminal" | "doing" | "say">,
    private readonly now: () => number,
  ) {}

  tell(happening: Happening): void {
    const text = this.textOf(happening);
    if (text !== undefined) {
      this.terminal.say(text);
    }
    this.refresh();
  }

  /** Keeps what happens, and words it where it is said for good. */
  private textOf(happening: Happening): string | undefined {
    switch (happening.event) {
      case "initialised":
        return `  ${happening.stack}  made in the backend: commit what that added to its file`;
      case "planned":
        return planLines(happening.stacks).join("\n");
      case "checked":
        return checkLines(happening.stacks, happening.unseen).join("\n");
      case "updating": {
        const { stack, planned } = happening;
        this.running.set(stack, { planned, begun: this.now(), done: 0, waits: false });
        return this.terminal.isTerminal ? undefined : `  ${stack}  being brought up, ${count(planned, "change")}`;
      }
      case "progress":
        this.set(happening.stack, { done: happening.done, waits: false });
        return undefined;
      case "retrying":
        this.set(happening.stack, { waits: true });
        return `  ${happening.stack}  tried again in ${happening.seconds} seconds, since ${happening.why}`;
      case "unchanged":
        return undefined;
      case "up": {
        const { stack, seconds } = happening;
        const { planned = 0 } = this.running.get(stack) ?? {};
        this.running.delete(stack);
        return `  ${stack}  up, ${count(planned, "change")} in ${duration(seconds)}`;
      }
      case "failed":
        this.running.delete(happening.stack);
        return `  ${happening.stack}  failed: ${happening.cause}`;
      case "stopped":
        return happening.why;
    }
  }

  private set(stack: string, more: Partial<Running>): void {
    const running = this.running.get(stack);
    if (running !== undefined) {
      this.running.set(stack, { ...running, ...more });
    }
  }

  refresh(): void {
    const stacks = [...this.running];
    if (stacks.length > 0) {
      const width = Math.max(...stacks.map(([name]) => name.length));
      const rows = stacks.map(([name, { planned, begun, done, waits }]) => {
        const state = waits ? "waiting " : "updating";
        return `  ${name.padEnd(width)}  ${state}  ${done} of ${planned}  ${duration(Math.round(this.now() - begun))}`;
      });
      this.terminal.doing(["bringing up", ...rows].join("\n"));
    }
  }
}

/** Tells programs: a JSON document for each thing that happens, one a line. */
export class JsonTeller implements Teller {
  constructor(private readonly terminal: Pick<Terminal, "say">) {}

  tell(happening: Happening): void {
    const shown =
      happening.event === "planned" || happening.event === "checked"
        ? {
            ...happening,
            stacks: happening.stacks.map(({ stack: { name, config }, plan, after }) => ({
              ...{ stack: name, account: config.account, ...plan, ...(after !== undefined && { after }) },
            })),
          }
        : happening;
    this.terminal.say(JSON.stringify(shown));
  }

  refresh(): void {}
}
