import { LocalWorkspace, type PulumiCommand } from "@pulumi/pulumi/automation";
import { preferInstalledCli } from "./pulumi-cli";

/** How the Pulumi CLI is run. */
export interface CliSettings {
  /** The CLI. Default: the `pulumi` that is installed. */
  readonly command?: PulumiCommand | undefined;
  /** Environment variables that it gets in addition to this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Opens the project's folder for the Pulumi CLI, without changing the selected stack. */
export function openWorkspace(
  folder: string,
  { command, environment = {} }: CliSettings = {},
): Promise<LocalWorkspace> {
  if (command === undefined) {
    preferInstalledCli();
  }
  return LocalWorkspace.create({
    workDir: folder,
    envVars: { ...environment },
    ...(command !== undefined && { pulumiCommand: command }),
  });
}
