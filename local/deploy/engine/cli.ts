import * as path from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { UsersMistake } from "../../../common/users-mistake";
import {
  cliFolder,
  findPinnedCli,
  type PlacedCli,
  pinnedVersion,
  putFirstOnPath,
} from "../../../scripts/support/pulumi-cli";

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
 * Finds the Pulumi CLI of the version that this project pins. It never downloads one: a run that promises that
 * nothing leaves this machine must not.
 *
 * @throws UsersMistake when it isn't there.
 */
export function checkCli(): PlacedCli {
  const found = findPinnedCli();
  if (found === undefined) {
    throw new UsersMistake(
      `--engine needs the Pulumi CLI ${pinnedVersion}, which is neither in ${path.join(cliFolder(), "bin")} nor on PATH: run npx pulumi version once, which downloads it to that folder; without a download, copy it to either place; or omit --engine`,
    );
  }
  return found;
}

/**
 * The Pulumi CLI of the version that this project pins.
 *
 * @param home a folder for what the CLI writes while it is asked for its version.
 * @throws UsersMistake when it isn't there.
 */
export async function findCli(home: string): Promise<PulumiCommand> {
  const { folder, isOnPath } = checkCli();
  // Loaded once it is there: Pulumi's SDK takes a second.
  const { PulumiCommand: Cli }: typeof import("@pulumi/pulumi/automation") = require("@pulumi/pulumi/automation");
  if (isOnPath) {
    putFirstOnPath(folder);
  }
  return withHome(home, () => Cli.get(isOnPath ? undefined : { root: path.dirname(folder) }));
}
