import { mkdtemp } from "node:fs/promises";
import * as path from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import type { LocalAws } from "../../aws";
import { makeWorkFolder, removeWorkFolder } from "../../support/work-folder";
import { type AwsxProcess, startAwsx } from "./awsx-process";
import type { Host } from "./backend-folder";
import { findCli } from "./cli";
import { Engine } from "./engine";

export interface HostOptions {
  /** The CLI to use. Default: the one of the pinned version. */
  readonly cli?: PulumiCommand;
  /**
   * Whether the state is written after each step, which is needed where it must survive a killed run. Default: false,
   * since a hub of 136 resources comes up in half the time without.
   */
  readonly checkpoints?: boolean;
  /** Folders of policy packs that every preview and up has to satisfy. Default: none. */
  readonly policyPacks?: readonly string[];
  /** Variables of the environment that the CLI gets besides this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What all engine runs of a process share: the CLI, AWSx's provider, and a folder that holds all that they write. */
export class EngineHost implements Host {
  private constructor(
    readonly cli: PulumiCommand,
    readonly options: Host["options"],
    readonly awsx: AwsxProcess,
    private readonly folder: string,
  ) {}

  /** @throws UsersMistake when there is no CLI. */
  static async start({ cli, ...options }: HostOptions = {}): Promise<EngineHost> {
    const { checkpoints = false, policyPacks = [], environment = {} } = options;
    const folder = await makeWorkFolder();
    try {
      return new EngineHost(
        cli ?? (await findCli(folder)),
        { checkpoints, policyPacks, environment },
        await startAwsx(),
        folder,
      );
    } catch (error) {
      await removeWorkFolder(folder);
      throw error;
    }
  }

  /** Makes the engine of an estate's stacks. */
  readonly deployer = (aws: LocalAws, project: string): Engine => new Engine(this, aws, project);

  makeFolder(): Promise<string> {
    return mkdtemp(path.join(this.folder, "engine-"));
  }

  async close(): Promise<void> {
    await this.awsx.close();
    await removeWorkFolder(this.folder);
  }
}
