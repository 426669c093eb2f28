import type { Engine } from "../../../../scripts/deploy/surroundings";
import type { Change, Changes, Kind } from "../../../../scripts/engine/changes";
import { EngineFailure, type Run } from "../../../../scripts/engine/engine";
import { readStackState, type StackState } from "../../../../scripts/engine/stack-state";
import type { Project } from "../../../../stacks/project/stack";

/** Changes of a preview: `create role`, or `replace aws:kms/key:Key key` for another type. */
export function changes(...texts: readonly string[]): Changes {
  const parsed = texts.map((text): Change => {
    const [kind = "", ...words] = text.split(" ");
    const name = words.at(-1) ?? "";
    const type = words.length > 1 ? (words[0] ?? "") : "aws:iam/role:Role";
    return { kind: kindOf(kind), type, name, urn: `urn:pulumi:s::project::${type}::${name}`, properties: [] };
  });
  return { changes: parsed, outputs: false, findings: [] };
}

function kindOf(text: string): Kind {
  if (text === "create" || text === "update" || text === "replace" || text === "delete") {
    return text;
  }
  throw new Error(`"${text}" is no kind of change`);
}

/** A failure with these errors of the engine's. */
export function failure(...errors: readonly string[]): EngineFailure {
  return new EngineFailure(errors.join("; "), {}, errors);
}

type Plan = Changes | EngineFailure;

/** Stands in for Pulumi's engine: stacks stand as they are told, and an `up` leaves nothing to do. */
export class FakeEngine implements Engine {
  /** What was asked of it that changes something, in order. */
  readonly calls: string[] = [];
  /** Stacks that were previewed, in order. */
  readonly previewed: string[] = [];
  /** Stacks that were previewed after asking AWS, in order. */
  readonly refreshed: string[] = [];
  /** Stacks that the backend doesn't have. */
  readonly missing = new Set<string>();
  /** Stacks that came up. */
  readonly up_ = new Set<string>();
  readonly extra = new Map<
    string,
    { readonly updating?: true; readonly lockedBy?: string; readonly pending?: readonly object[] }
  >();
  /** What the next previews of a stack tell; the last stays. Default: one role to create, until it is up. */
  readonly plans = new Map<string, Plan[]>();
  /** What the next `up`s of a stack fail with. */
  readonly failures = new Map<string, EngineFailure[]>();
  /** Is called while an `up` is under way. */
  during: (stack: string) => void = () => {};
  /** Most `up`s that were under way at once. */
  most = 0;
  private running = 0;

  constructor(private readonly project: Project) {}

  /** Has all stacks up, with nothing to do. */
  allUp(): this {
    for (const { name } of this.project.stacks) {
      this.up_.add(name);
    }
    return this;
  }

  async state(stack: string): Promise<StackState | undefined> {
    if (this.missing.has(stack)) {
      return undefined;
    }
    const { updating, lockedBy, pending = [] } = this.extra.get(stack) ?? {};
    const root = { urn: "", type: "pulumi:pulumi:Stack", outputs: { arn: "…" } };
    const resources = this.up_.has(stack) ? [root] : [];
    return { ...readStackState({ deployment: { resources, pending_operations: pending } }, updating), lockedBy };
  }

  async init(stack: string): Promise<void> {
    this.calls.push(`init ${stack}`);
    this.missing.delete(stack);
  }

  async preview(stack: string, { log, refresh }: Run & { readonly refresh?: boolean }): Promise<Changes> {
    (refresh ? this.refreshed : this.previewed).push(stack);
    log(`preview of ${stack}\n`);
    const plans = this.plans.get(stack) ?? [];
    const plan = plans.length > 1 ? plans.shift() : plans[0];
    if (plan instanceof EngineFailure) {
      throw plan;
    }
    return plan ?? (this.up_.has(stack) ? changes() : changes("create role"));
  }

  async up(stack: string, { log, onProgress }: Parameters<Engine["up"]>[1]): Promise<void> {
    this.calls.push(`up ${stack}`);
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    // Those beside it begin.
    await new Promise(setImmediate);
    this.during(stack);
    log(`up of ${stack}\n`);
    this.running -= 1;
    const refused = this.failures.get(stack)?.shift();
    if (refused !== undefined) {
      throw refused;
    }
    onProgress(1);
    this.up_.add(stack);
  }
}
