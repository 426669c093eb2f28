import { STSClient } from "@aws-sdk/client-sts";
import {
  CommandError,
  type EngineEvent,
  type LocalWorkspace,
  type PulumiCommand,
  PulumiCommand as PulumiCommands,
  type PulumiFn,
  Stack as PulumiStack,
} from "@pulumi/pulumi/automation";
import { cliCredentials, clientCredentials, type Profiles } from "../support/credentials";
import { NotAssumed } from "../support/deploy-role";
import { plainText } from "../support/engine-events";
import { type ExportedStack, exportStack } from "../support/engine-state";
import { preferInstalledCli } from "../support/pulumi-cli";
import { readLock } from "../support/state-locks";
import { openWorkspace } from "../support/workspace";
import { type Changes, Watch } from "./changes";
import { type ChangingRun, type Engine, EngineFailure, type Run } from "./engine";
import { wordFailure } from "./engine-failure";
import { inOwnGroup } from "./own-group";
import { readStackState, type StackState } from "./stack-state";

/** How the CLI is run. */
export interface EngineSettings {
  /** Folders of policy packs that each preview and `up` satisfies. Default: none. */
  readonly policyPacks?: readonly string[];
  /** The CLI. Default: the one that is installed. */
  readonly command?: PulumiCommand;
  /** Variables of the CLI's environment besides this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What the stacks run, in this process. Default: the program that `Pulumi.yaml` names, in the CLI's. */
  readonly program?: PulumiFn;
}

/** The engine's message of an error, without colours; nothing for other events. */
function errorIn({ diagnosticEvent }: EngineEvent): string[] {
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

/** What a run does with a stack. */
type Operation = (
  found: PulumiStack,
  options: {
    readonly onEvent: (event: EngineEvent) => void;
    readonly onOutput: (text: string) => void;
    readonly onError: (text: string) => void;
    readonly signal: AbortSignal;
  },
) => Promise<unknown>;

/** Pulumi's engine by its CLI, a process for each stack's run, which can run side by side. */
export class AutomationEngine implements Engine {
  private cli: Promise<PulumiCommand> | undefined;
  /** The backend's URL, the same for all stacks. */
  private backend: Promise<string> | undefined;

  /**
   * @param folder the project's folder.
   * @param profiles the credentials that the CLI gets for a stack, in its environment.
   */
  constructor(
    private readonly folder: string,
    private readonly profiles: Profiles,
    private readonly settings: EngineSettings = {},
  ) {}

  async state(stack: string): Promise<StackState | undefined> {
    const found = await this.export(stack);
    const lockedBy = found && (await this.lockOf(stack).catch(() => undefined));
    return found && { ...readStackState(found.exported, found.isUpdating === true), lockedBy };
  }

  protected export(stack: string): Promise<ExportedStack | undefined> {
    // A folder or a bucket doesn't tell whether an update is running, and would be read whole, with all its stacks.
    const tells = (workspace: LocalWorkspace) =>
      this.backendBy(workspace).then(
        (url) => !/^(file|s3|gs|azblob):/.test(url),
        () => true,
      );
    return exportStack(stack, () => this.workspace(stack), tells);
  }

  private backendBy(workspace: LocalWorkspace): Promise<string> {
    this.backend ??= workspace.whoAmI().then(({ url = "" }) => url);
    return this.backend;
  }

  /** Who holds a stack's lock. Throws where the backend doesn't let it be read; then the CLI says it when it begins. */
  protected async lockOf(stack: string): Promise<string | undefined> {
    const workspace = await this.workspace(stack);
    const backend = await this.backendBy(workspace);
    const { name } = await workspace.projectSettings();
    const signing = (profile: string | undefined, region: string | undefined) => {
      const source = profile ?? this.profiles.of(stack);
      return new STSClient({ ...clientCredentials(source), ...(region !== undefined && { region }) }).config;
    };
    return readLock(backend, { project: name, stack }, signing);
  }

  async init(stack: string): Promise<void> {
    const workspace = await this.workspace(stack);
    try {
      const selected = (await workspace.stack())?.name;
      await workspace.createStack(stack);
      if (selected !== undefined) {
        await workspace.selectStack(selected);
      }
    } catch (error) {
      throw error instanceof CommandError ? wordFailure(stack, error, []) : error;
    }
  }

  async preview(stack: string, run: Run & { readonly refresh?: boolean }): Promise<Changes> {
    const watch = new Watch();
    const { refresh = false } = run;
    const policyPacks = this.policyPacks();
    await this.operate(stack, run, watch, (found, options) => found.preview({ ...options, policyPacks, refresh }));
    if (!watch.isWhole) {
      throw new EngineFailure("the Pulumi CLI printed no plan: use the version that package.json names");
    }
    return watch.seen;
  }

  async up(stack: string, run: ChangingRun): Promise<void> {
    const policyPacks = this.policyPacks();
    await this.change(stack, run, (found, options) => found.up({ ...options, policyPacks }));
  }

  async destroy(stack: string, { refresh, ...run }: ChangingRun & { readonly refresh: boolean }): Promise<void> {
    await this.change(stack, run, (found, options) => found.destroy({ ...options, refresh, runProgram: false }));
  }

  private policyPacks(): string[] {
    return [...(this.settings.policyPacks ?? [])];
  }

  private change(stack: string, run: ChangingRun, work: Operation): Promise<void> {
    const watch = new Watch();
    return this.operate(stack, run, watch, (found, options) => {
      const onEvent = (event: EngineEvent) => {
        options.onEvent(event);
        run.onProgress(watch.changed);
      };
      return work(found, { ...options, onEvent });
    });
  }

  private async operate(stack: string, { log, cancel }: Run, watch: Watch, work: Operation): Promise<void> {
    const errors: string[] = [];
    const onEvent = (event: EngineEvent) => {
      errors.push(...errorIn(event));
      watch.see(event);
    };
    const options = { onEvent, onOutput: log, onError: log, signal: cancel };
    try {
      const workspace = await this.workspace(stack);
      // Each run names its stack; which one the operator has selected stays.
      workspace.selectStack = async () => {};
      const found = await PulumiStack.select(stack, workspace);
      // Each would be one more run of the CLI, or two, and events tell what is needed.
      workspace.stackOutputs = async () => ({});
      found.info = async () => undefined;
      await work(found, options);
    } catch (error) {
      if (error instanceof NotAssumed) {
        // Hours after the start: the stack fails, and others may go on.
        throw new EngineFailure(`its credentials were refused: ${error.message}`, { cause: error });
      }
      throw error instanceof CommandError ? wordFailure(stack, error, [...watch.violations, ...errors]) : error;
    }
  }

  protected async workspace(stack: string): Promise<LocalWorkspace> {
    const environment = { ...(await cliCredentials(this.profiles.of(stack))), ...this.settings.environment };
    this.cli ??= this.findCli();
    const workspace = await openWorkspace(this.folder, { command: await this.cli, environment });
    if (this.settings.program !== undefined) {
      workspace.program = this.settings.program;
    }
    return workspace;
  }

  private async findCli(): Promise<PulumiCommand> {
    if (this.settings.command !== undefined) {
      return inOwnGroup(this.settings.command);
    }
    preferInstalledCli();
    return inOwnGroup(await PulumiCommands.get());
  }
}
