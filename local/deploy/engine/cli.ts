import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { UsersMistake } from "../../../common/users-mistake";

import cli = require("pulumi/package.json");

/** Where the npm package `pulumi` keeps the CLI that it downloads at its first run. */
function folderOfCli(): string {
  return path.join(process.env.PULUMI_HOME || path.join(homedir(), ".pulumi"), "versions", cli.version);
}

/** Runs work with another home of Pulumi's, since the CLI makes folders in its home at each call. */
async function withHome<T>(home: string, work: () => Promise<T>): Promise<T> {
  const { PULUMI_HOME: own } = process.env;
  process.env.PULUMI_HOME = home;
  try {
    return await work();
  } finally {
    if (own === undefined) {
      delete process.env.PULUMI_HOME;
    } else {
      process.env.PULUMI_HOME = own;
    }
  }
}

/**
 * The Pulumi CLI of the version that this project pins. It is looked for and not downloaded: a run that says that
 * nothing leaves this machine keeps its word.
 *
 * @param home a folder for what the CLI writes while it is asked for its version.
 * @throws UsersMistake when it isn't there.
 */
export async function findCli(home: string): Promise<PulumiCommand> {
  const root = folderOfCli();
  try {
    accessSync(path.join(root, "bin", process.platform === "win32" ? "pulumi.exe" : "pulumi"), constants.X_OK);
  } catch {
    throw new UsersMistake(
      `--engine needs the Pulumi CLI ${cli.version} in ${root}, and it isn't there: run npx pulumi version once, which downloads it, or leave --engine out`,
    );
  }
  return withHome(home, () => PulumiCommand.get({ root }));
}
