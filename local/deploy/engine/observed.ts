import { CommandError, ConcurrentUpdateError, type EngineEvent } from "@pulumi/pulumi/automation";
import { EngineRefusal } from "./engine-refusal";
import { lockedRefusal } from "./interrupted";

/** A resource that the engine changed, or would change. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** Inputs whose change led to it. */
  readonly diffs: readonly string[];
}

/** Steps that look and change nothing. */
const unchanging = new Set(["same", "read", "refresh"]);

/** What an operation's events told. */
export class Observed {
  readonly steps: Step[] = [];
  readonly warnings: string[] = [];
  private readonly errors: string[] = [];

  see({ resOutputsEvent, diagnosticEvent, policyEvent }: EngineEvent): void {
    const step = resOutputsEvent?.metadata;
    // A component, a provider or the stack itself is nothing on AWS.
    if (step !== undefined && !unchanging.has(step.op) && /^aws:/.test(step.type)) {
      this.steps.push({ op: step.op, urn: step.urn, type: step.type, diffs: step.diffs ?? [] });
    }
    if (policyEvent?.enforcementLevel === "mandatory") {
      this.errors.push(`${policyEvent.policyName}: ${words(policyEvent.message)}`);
    }
    if (diagnosticEvent?.severity === "warning") {
      this.warnings.push(words(diagnosticEvent.message));
    }
    if (diagnosticEvent?.severity === "error") {
      this.errors.push(words(diagnosticEvent.message));
    }
  }

  /**
   * Whether the program couldn't reach its engine, before any resource was begun: nothing was done, and the same operation
   * may be begun once more. On a busy machine gRPC was seen to answer so, once in hundreds of operations.
   */
  get lostEngine(): boolean {
    return this.steps.length === 0 && this.errors.some((message) => /: 14 UNAVAILABLE\b/.test(message));
  }

  /** A failed operation's error: the engine's messages, if there are any. */
  failure(stack: string, error: unknown): unknown {
    if (error instanceof ConcurrentUpdateError) {
      return lockedRefusal(stack, error);
    }
    if (!(error instanceof CommandError)) {
      return error;
    }
    // The CLI prints refusals before the engine starts only on standard error.
    const said = this.errors.length > 0 ? this.errors : error.message.match(/(?<=^error: ).+$/gm);
    return new EngineRefusal(said === null ? `stack ${stack}: ${error.message}` : [...new Set(said)].join("\n"), {
      cause: error,
    });
  }
}

/** A message without the engine's marks of colour. */
function words(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "").trim();
}
