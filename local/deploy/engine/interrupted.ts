import type { Deployment as StackState } from "@pulumi/pulumi/automation";
import * as v from "valibot";
import { EngineRefusal } from "./engine-refusal";

const stateSchema = v.object({
  pending_operations: v.optional(v.array(v.object({ type: v.string(), resource: v.object({ urn: v.string() }) })), []),
});

/** A run that ended early left its lock, so that no other can begin. */
export function lockedRefusal(stack: string, cause: unknown): EngineRefusal {
  return new EngineRefusal(
    `stack ${stack} is locked by a run that ended early: make sure that no update is running, release the lock with npx pulumi cancel --stack ${stack}, and bring it up again`,
    { cause },
  );
}

/** URNs of what was being created when a run ended: the engine would create it once more. */
function pendingCreates({ deployment }: StackState): string[] {
  const { pending_operations: pending } = v.parse(stateSchema, deployment);
  return pending.filter(({ type }) => type === "creating").map(({ resource }) => resource.urn);
}

/** @throws EngineRefusal naming each resource whose creation was interrupted, and what to do. */
export function checkNothingPending(stack: string, state: StackState): void {
  const urns = pendingCreates(state);
  if (urns.length === 0) {
    return;
  }
  const lines = urns.map((urn) => `  ${urn}: if AWS has it, delete it there or import it with npx pulumi import`);
  const count = urns.length === 1 ? "1 resource was" : `${urns.length} resources were`;
  throw new EngineRefusal(
    [
      `stack ${stack}: ${count} being created when a run ended early, and the state doesn't record the result; release the lock with npx pulumi cancel --stack ${stack}, check each resource, run npx pulumi refresh --clear-pending-creates --stack ${stack}, and bring it up again`,
      ...lines,
    ].join("\n"),
  );
}
