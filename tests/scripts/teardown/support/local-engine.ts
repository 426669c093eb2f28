import { AwsError } from "../../../../local/aws/core/aws-error";
import type { Resource } from "../../../../local/aws/core/world";
import type { LocalAws } from "../../../../local/aws/local-aws";
import { type DestroyingEngine, EngineFailure } from "../../../../scripts/engine/engine";
import { readStackState, type StackState } from "../../../../scripts/engine/stack-state";

/**
 * Stands in for Pulumi's engine: it refuses what AWS refuses, and its state has what it was seen to have until it is
 * destroyed, also what somebody else deletes meanwhile.
 */
export class LocalEngine implements DestroyingEngine {
  /** Resources that a state has, by their URNs. */
  private readonly states = new Map<string, Map<string, Resource>>();
  /** URNs of resources that were created by a run that was cut off, and that no state has. */
  readonly unknown = new Set<string>();
  /** What else a stack's export has. */
  readonly extra = new Map<
    string,
    { resources?: readonly object[]; pending?: readonly object[]; updating?: true; lockedBy?: string }
  >();

  /** @param onCall is told of each destruction before it begins, and can end it. */
  constructor(
    private readonly aws: LocalAws,
    private readonly onCall: (call: string) => void,
  ) {}

  private stateOf(stack: string): Map<string, Resource> {
    const known = this.states.get(stack) ?? new Map<string, Resource>();
    this.states.set(stack, known);
    for (const resource of this.aws.world.ofStack(stack)) {
      if (!this.unknown.has(resource.urn)) {
        known.set(resource.urn, resource);
      }
    }
    return known;
  }

  async state(stack: string): Promise<StackState | undefined> {
    const { resources: more = [], pending = [], updating, lockedBy } = this.extra.get(stack) ?? {};
    if (stack === "never-up") {
      return undefined;
    }
    const own = [...this.stateOf(stack).values()].map(({ urn, type, id, state }) => ({
      ...{ urn, type, id },
      custom: true,
      outputs: state,
    }));
    const root = { urn: "", type: "pulumi:pulumi:Stack", outputs: {} };
    const provider = { urn: "", type: "pulumi:providers:aws", custom: true, id: "provider" };
    const exported = own.length === 0 ? [] : [root, provider, ...own, ...more];
    return {
      ...readStackState({ deployment: { resources: exported, pending_operations: pending } }, updating),
      lockedBy,
    };
  }

  async destroy(
    stack: string,
    { refresh, log, onProgress }: Parameters<DestroyingEngine["destroy"]>[1],
  ): Promise<void> {
    log(`destroy of ${stack}\n`);
    this.onCall(`destroy ${stack}${refresh ? " after a refresh" : ""}`);
    const state = this.stateOf(stack);
    let deleted = 0;
    for (const resource of [...state.values()].reverse()) {
      const isGone = this.aws.world.get(resource.urn) === undefined;
      if (!(refresh && isGone)) {
        await this.remove(resource);
        deleted += 1;
        onProgress(deleted);
      }
      state.delete(resource.urn);
    }
  }

  private async remove({ type, urn, id }: Resource): Promise<void> {
    try {
      await this.aws.delete(urn, id);
    } catch (error) {
      throw error instanceof AwsError ? new EngineFailure(`${type} ${id}: ${error.code}: ${error.message}`) : error;
    }
  }
}
