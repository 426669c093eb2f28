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
import { preferInstalledCli } from "../support/pulumi-cli";
import { readLock } from "../support/state-locks";
import { openWorkspace } from "../support/workspace";
import { AutomationEngine, errorIn } from "../teardown/automation-engine";
import { EngineFailure } from "../teardown/engine";
import { wordFailure } from "../teardown/engine-failure";
import type { StackState } from "../teardown/stack-state";
import { type Changes, Watch } from "./changes";
import type { Engine, Run } from "./engine";
import { inOwnGroup } from "./own-group";

/** How the CLI is run. */
export interface DeploySettings {
  /** Folders of policy packs that each preview and `up` satisfies. Default: none. */
  readonly policyPacks?: readonly string[];
  /** The CLI. Default: the one that is installed. */
  readonly command?: PulumiCommand;
  /** Variables of the CLI's environment besides this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What the stacks run, in this process. Default: the program that `Pulumi.yaml` names, in the CLI's. */
  readonly program?: PulumiFn;
}

/** Pulumi's engine by its CLI, a process for each stack's run, which can run side by side. */
export class DeployEngine extends AutomationEngine implements Engine {
  private cli: Promise<PulumiCommand> | undefined;
  /** The backend's URL, the same for all stacks. */
  private backend: Promise<string> | undefined;

  constructor(
    folder: string,
    profiles: Profiles,
    private readonly settings: DeploySettings = {},
  ) {
    super(folder, profiles, settings.command);
  }

  override async state(stack: string): Promise<StackState | undefined> {
    const state = await super.state(stack);
    return state && { ...state, lockedBy: await this.lockOf(stack).catch(() => undefined) };
  }

  /** Who holds a stack's lock. Throws where the backend doesn't let it be read; then the CLI says it when it begins. */
  protected async lockOf(stack: string): Promise<string | undefined> {
    const workspace = await this.workspace(stack);
    this.backend ??= workspace.whoAmI().then(({ url = "" }) => url);
    const { name } = await workspace.projectSettings();
    const signing = (profile: string | undefined, region: string | undefined) => {
      const source = profile ?? this.profiles.of(stack);
      return new STSClient({ ...clientCredentials(source), ...(region !== undefined && { region }) }).config;
    };
    return readLock(await this.backend, { project: name, stack }, signing);
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
    await this.operate(stack, run, watch, (found, options) => found.preview({ ...options, refresh }));
    if (!watch.isWhole) {
      throw new EngineFailure("the Pulumi CLI didn't tell what it would do: use the version that package.json names");
    }
    return watch.seen;
  }

  async up(stack: string, run: Run & { readonly onProgress: (done: number) => void }): Promise<void> {
    const watch = new Watch();
    await this.operate(stack, run, watch, (found, options) =>
      found.up({
        ...options,
        onEvent: (event) => {
          options.onEvent(event);
          run.onProgress(watch.changed);
        },
      }),
    );
  }

  private async operate(
    stack: string,
    { log, cancel }: Run,
    watch: Watch,
    work: (found: PulumiStack, options: ReturnType<typeof optionsOf>) => Promise<unknown>,
  ): Promise<void> {
    const errors: string[] = [];
    const onEvent = (event: EngineEvent) => {
      errors.push(...errorIn(event));
      watch.see(event);
    };
    const options = optionsOf({ log, cancel }, onEvent, this.settings.policyPacks ?? []);
    try {
      const workspace = await this.workspace(stack);
      // Each run names its stack; which one the operator has selected stays.
      workspace.selectStack = async () => {};
      await work(await PulumiStack.select(stack, workspace), options);
    } catch (error) {
      if (error instanceof NotAssumed) {
        // Hours after the start: the stack fails, and others may go on.
        throw new EngineFailure(`its credentials were refused: ${error.message}`, { cause: error });
      }
      throw error instanceof CommandError ? wordFailure(stack, error, [...watch.violations, ...errors]) : error;
    }
  }

  protected override async workspace(stack: string): Promise<LocalWorkspace> {
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

function optionsOf({ log, cancel }: Run, onEvent: (event: EngineEvent) => void, policyPacks: readonly string[]) {
  return { onEvent, onOutput: log, onError: log, signal: cancel, policyPacks: [...policyPacks] };
}
