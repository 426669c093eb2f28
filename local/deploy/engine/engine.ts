import { output, runtime } from "@pulumi/pulumi";
import {
  type EngineEvent,
  LocalWorkspace,
  Stack as PulumiStack,
  type Deployment as StackState,
} from "@pulumi/pulumi/automation";
import { type LocalAws, Run } from "../../aws";
import type { DeployableStack, Deployer, Deployment, Program } from "../deployer";
import { oneAtATime } from "../one-at-a-time";
import { Order } from "../order";
import { withoutStackTraces } from "../without-stack-traces";
import { AwsProvider } from "./aws-provider";
import { BackendFolder, type Host } from "./backend-folder";
import { checkNothingPending } from "./interrupted";
import { Observed } from "./observed";
import { serveProvider } from "./provider-server";
import { writeStack } from "./stack-settings";

import stacksProgram = require("../../../stacks");

/** The outcome of an operation, with every step that the engine took. */
export interface Operation {
  readonly steps: Observed["steps"];
  readonly warnings: readonly string[];
}

/** What an operation came to, and what the program returned. */
interface Attempt<T> extends Operation {
  readonly result: T;
  readonly returned: Readonly<Record<string, unknown>>;
}

/** Brings stacks up on a local AWS by Pulumi's own engine, with state, diff and destroy, in a backend of its own. */
export class Engine implements Deployer {
  private backend: Promise<BackendFolder> | undefined;
  /** Stacks whose last operation failed, so that a creation may be incomplete. */
  private readonly doubtful = new Set<string>();

  /** @param program what the stacks run. Default: the project's own. */
  constructor(
    readonly host: Host,
    private readonly aws: LocalAws,
    private readonly project: string,
    private readonly program: Program = stacksProgram,
  ) {}

  async up(stack: DeployableStack, refresh = false): Promise<Deployment & Operation> {
    const { returned, steps, warnings } = await this.run(stack, async (pulumi, options) => {
      if (this.doubtful.has(stack.name)) {
        checkNothingPending(stack.name, await pulumi.exportStack());
      }
      return pulumi.up({ ...options, ...this.policies(), refresh });
    });
    this.doubtful.delete(stack.name);
    const outputs = await new Promise<Deployment["outputs"]>((resolve) => output(returned).apply(resolve));
    return { resources: this.aws.world.ofStack(stack.name).length, steps, warnings, outputs };
  }

  /** What an `up` would do. */
  preview(stack: DeployableStack): Promise<Operation> {
    return this.run(stack, (pulumi, options) => pulumi.preview({ ...options, ...this.policies() }));
  }

  /**
   * Puts into the state what AWS has.
   *
   * @param clearPendingCreates whether to forget what was being created when a run ended early. Default: false.
   */
  async refresh(stack: DeployableStack, clearPendingCreates = false): Promise<Operation> {
    const done = await this.run(stack, (pulumi, options) => pulumi.refresh({ ...options, clearPendingCreates }));
    this.doubtful.delete(stack.name);
    return done;
  }

  /** Takes a stack down. */
  destroy(stack: DeployableStack): Promise<Operation> {
    return this.run(stack, (pulumi, options) => pulumi.destroy(options));
  }

  /** Releases the lock of a run that ended early. */
  cancel(stack: DeployableStack): Promise<void> {
    return oneAtATime(async () => (await this.select(stack)).cancel());
  }

  /** A stack's state as the backend keeps it. */
  state(stack: DeployableStack): Promise<StackState> {
    return oneAtATime(async () => (await this.select(stack)).exportStack());
  }

  private policies(): { policyPacks: string[] } {
    return { policyPacks: [...this.host.options.policyPacks] };
  }

  /**
   * Serves a stack's providers while somebody else works on it by the CLI.
   *
   * @param work gets the project's folder, and the environment that the CLI needs there.
   */
  serve<T>(
    stack: DeployableStack,
    work: (folder: string, environment: Record<string, string>) => Promise<T>,
  ): Promise<T> {
    return oneAtATime(() =>
      this.serving(new AwsProvider(this.aws, stack.name), ({ folder }, environment) => work(folder, environment)),
    );
  }

  private run<T>(
    stack: DeployableStack,
    operate: (pulumi: PulumiStack, options: { onEvent(event: EngineEvent): void }) => Promise<T>,
  ): Promise<Attempt<T>> {
    return oneAtATime(async () => {
      const first = await this.attempt(stack, operate);
      const last = "lostEngine" in first && first.lostEngine ? await this.attempt(stack, operate) : first;
      if ("failure" in last) {
        this.doubtful.add(stack.name);
        throw last.failure;
      }
      return last;
    });
  }

  private async attempt<T>(
    stack: DeployableStack,
    operate: (pulumi: PulumiStack, options: { onEvent(event: EngineEvent): void }) => Promise<T>,
  ): Promise<Attempt<T> | { readonly failure: unknown; readonly lostEngine: boolean }> {
    const order = new Order();
    const run = new Run((later, earlier) => order.waitsFor(later, earlier));
    const provider = new AwsProvider(this.aws, stack.name, run);
    let returned: Attempt<T>["returned"] = {};
    const program: Program = async () => {
      order.watch(runtime.getMonitor());
      returned = await this.program();
      return returned;
    };
    const observed = new Observed();
    try {
      return await this.serving(provider, async (_, environment) => {
        const selected = await this.select(stack, environment, program);
        const result = await withoutStackTraces(() => operate(selected, { onEvent: (event) => observed.see(event) }));
        return { result, returned, steps: observed.steps, warnings: observed.warnings };
      });
    } catch (error) {
      const failure = provider.failure ?? observed.failure(stack.name, error);
      return { failure, lostEngine: provider.failure === undefined && observed.lostEngine };
    }
  }

  private async serving<T>(
    provider: AwsProvider,
    work: (backend: BackendFolder, environment: Record<string, string>) => Promise<T>,
  ): Promise<T> {
    const backend = await this.opened();
    const server = await serveProvider(provider);
    try {
      return await work(backend, backend.environment(server.port));
    } finally {
      server.close();
    }
  }

  private async select(
    stack: DeployableStack,
    environment?: Record<string, string>,
    program = this.program,
  ): Promise<PulumiStack> {
    const backend = await this.opened();
    writeStack(backend.folder, this.project, stack);
    const workspace = await LocalWorkspace.create({
      workDir: backend.folder,
      pulumiCommand: this.host.cli,
      program,
      secretsProvider: "passphrase",
      envVars: environment ?? backend.environment(undefined),
    });
    // Each would be a run of the CLI more: which stack is meant is an option of every run, and what an operation came to is told by its
    // events and the program.
    workspace.selectStack = async () => {};
    workspace.stackOutputs = async () => ({});
    if (!backend.has(this.project, stack.name)) {
      await workspace.createStack(stack.name);
    }
    const selected = await PulumiStack.select(stack.name, workspace);
    selected.info = async () => undefined;
    return selected;
  }

  private opened(): Promise<BackendFolder> {
    this.backend ??= BackendFolder.make(this.host);
    return this.backend;
  }
}
