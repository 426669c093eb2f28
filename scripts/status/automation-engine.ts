import { CommandError, Stack as PulumiStack } from "@pulumi/pulumi/automation";
import { Refusal } from "../../common/refusal";
import { AutomationEngine } from "../engine/automation-engine";
import { unreadMistake } from "../support/cli-words";
import { parseDeployment } from "../support/engine-state";
import type { Engine, StackRecord, Update } from "./engine";

/** Runs of a stack's history that are read: the last one that came to its end is among them, unless many failed. */
const mostUpdates = 20;

/** Reads the backend by Pulumi's CLI. Nothing is locked or changed. */
export class StatusEngine extends AutomationEngine implements Engine {
  async record(stack: string): Promise<StackRecord | undefined> {
    const found = await this.export(stack);
    if (found === undefined) {
      return undefined;
    }
    const { outputs, resources, pendingOperations } = parseDeployment(stack, found.exported.deployment);
    const isOfAws = ({ id, type }: { id?: string | undefined; type: string }) => id && !type.startsWith("pulumi:");
    const updates = await this.history(stack);
    const lock = await this.lockOf(stack).then(
      (lockedBy) => ({ lockedBy, isLockUnread: false }),
      () => ({ lockedBy: undefined, isLockUnread: true }),
    );
    const { isUpdating } = found;
    return { outputs, pendingOperations, resources: resources.filter(isOfAws).length, updates, isUpdating, ...lock };
  }

  private async history(stack: string): Promise<Update[]> {
    try {
      const workspace = await this.workspace(stack);
      // The command names its stack; which one the operator has selected stays.
      workspace.selectStack = async () => {};
      const selected = await PulumiStack.select(stack, workspace);
      return (await selected.history(mostUpdates, 1, false)).map(({ kind, result, startTime, config }) => ({
        ...{ kind, result, began: startTime },
        config: Object.fromEntries(Object.entries(config ?? {}).map(([key, { value }]) => [key, value])),
      }));
    } catch (error) {
      if (error instanceof CommandError) {
        throw new Refusal(`stack ${stack}`, [unreadMistake("its history", error)]);
      }
      throw error;
    }
  }
}
