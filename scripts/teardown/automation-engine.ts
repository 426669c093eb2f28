import {
  CommandError,
  type EngineEvent,
  type LocalWorkspace,
  type PulumiCommand,
  Stack as PulumiStack,
} from "@pulumi/pulumi/automation";
import { cliCredentials, type Profiles } from "../support/credentials";
import { isOfAws, plainText } from "../support/engine-events";
import { exportStack } from "../support/engine-state";
import { openWorkspace } from "../support/workspace";
import type { Engine, Progress } from "./engine";
import { wordFailure } from "./engine-failure";
import { readStackState, type StackState } from "./stack-state";

/** Whether an event reports that an AWS resource is gone. */
function isDeletion({ resOutputsEvent }: EngineEvent): boolean {
  return resOutputsEvent?.metadata.op === "delete" && isOfAws(resOutputsEvent.metadata);
}

/** The engine's message of an error, without colours; nothing for other events. */
export function errorIn({ diagnosticEvent }: EngineEvent): string[] {
  if (diagnosticEvent?.severity !== "error") {
    return [];
  }
  const { urn, message } = diagnosticEvent;
  const text = plainText(message);
  if (urn === undefined) {
    return [text];
  }
  // The types of what it is in go before its own.
  const [types = "", ...name] = urn.split("::").slice(2);
  return [`${types.split("$").at(-1)} ${name.join("::")}: ${text}`];
}

/** Pulumi's engine, by its CLI. Programs aren't run: a stack's state is enough to destroy it. */
export class AutomationEngine implements Engine {
  /**
   * @param folder the project's folder.
   * @param profiles the credentials that the CLI gets for a stack, in its environment.
   * @param command the Pulumi CLI. Default: the one that is installed.
   */
  constructor(
    protected readonly folder: string,
    protected readonly profiles: Profiles,
    private readonly command?: PulumiCommand,
  ) {}

  async state(stack: string): Promise<StackState | undefined> {
    const found = await exportStack(stack, () => this.workspace(stack));
    return found && readStackState(found.exported, found.isUpdating === true);
  }

  async destroy(
    stack: string,
    { refresh, onProgress }: { readonly refresh: boolean; readonly onProgress: (progress: Progress) => void },
  ): Promise<void> {
    const errors: string[] = [];
    let deleted = 0;
    const onEvent = (event: EngineEvent) => {
      errors.push(...errorIn(event));
      if (isDeletion(event)) {
        deleted += 1;
        onProgress({ deleted });
      }
    };
    const workspace = await this.workspace(stack);
    // Each run names its stack; which one the operator has selected stays.
    workspace.selectStack = async () => {};
    try {
      const found = await PulumiStack.select(stack, workspace);
      await found.destroy({ refresh, onEvent, runProgram: false });
    } catch (error) {
      throw error instanceof CommandError ? wordFailure(stack, error, errors) : error;
    }
  }

  protected async workspace(stack: string): Promise<LocalWorkspace> {
    const environment = await cliCredentials(this.profiles.of(stack));
    return openWorkspace(this.folder, { command: this.command, environment });
  }
}
