import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { findCli } from "../../../local/deploy/engine/cli";

/** A CLI that a test can end. */
export interface WrappedCli {
  readonly cli: PulumiCommand;
  /** @param group whether its whole process group ends, which it has to lead. Default: false. */
  kill(group?: boolean): void;
}

/** The CLI behind a script that notes its process, so that a test can end it as a machine's failure would. */
export async function wrappedCli(folder: string): Promise<WrappedCli> {
  const { command } = await findCli(folder);
  const noted = path.join(folder, "pid");
  const script = path.join(folder, "bin", "pulumi");
  mkdirSync(path.dirname(script), { recursive: true });
  writeFileSync(script, `#!/bin/sh\necho $$ > '${noted}'\nexec '${command}' "$@"\n`);
  chmodSync(script, 0o755);
  return {
    cli: await PulumiCommand.get({ root: folder }),
    kill: (group = false) => void process.kill((group ? -1 : 1) * Number(readFileSync(noted, "utf8")), "SIGKILL"),
  };
}
