import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import type { AwsxProcess } from "./awsx-process";
import { writeProject } from "./stack-settings";

const projectFile = path.resolve(__dirname, "../../../Pulumi.yaml");

/** What an engine's run needs of its host, with the options that the host was started with. */
export interface Host {
  readonly cli: PulumiCommand;
  readonly options: {
    readonly checkpoints: boolean;
    readonly policyPacks: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
  };
  readonly awsx: AwsxProcess;
  /** Makes a folder that goes away with the host. */
  makeFolder(): Promise<string>;
}

/** A project's folder for the CLI, with its backend and Pulumi's home in it: nothing is written elsewhere. */
export class BackendFolder {
  private readonly passphrase = randomBytes(16).toString("hex");

  private constructor(
    readonly folder: string,
    private readonly host: Host,
  ) {}

  static async make(host: Host): Promise<BackendFolder> {
    const folder = await host.makeFolder();
    for (const inner of [".home", ".state", ".tmp"]) {
      await mkdir(path.join(folder, inner));
    }
    // A third of the CLI's time would go into a log of every value that it sees, which it writes into the folder of this name.
    await writeFile(path.join(folder, ".home", "logs"), "");
    writeProject(folder, projectFile);
    return new BackendFolder(folder, host);
  }

  /** Whether a stack was made here. The CLI would have to be run to ask it. */
  has(project: string, stack: string): boolean {
    return existsSync(path.join(this.folder, ".state", ".pulumi", "stacks", project, `${stack}.json`));
  }

  /** @param awsPort where the provider `aws` listens; undefined where no resource is touched. */
  environment(awsPort: number | undefined): Record<string, string> {
    const { checkpoints, environment } = this.host.options;
    const providers = `aws:${awsPort},awsx:${this.host.awsx.port}`;
    return {
      PULUMI_BACKEND_URL: `file://${path.join(this.folder, ".state")}`,
      PULUMI_CONFIG_PASSPHRASE: this.passphrase,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_HOME: path.join(this.folder, ".home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      TMPDIR: path.join(this.folder, ".tmp"),
      ...(!checkpoints && { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }),
      ...(awsPort !== undefined && { PULUMI_DEBUG_PROVIDERS: providers }),
      ...environment,
    };
  }
}
