import { execFileSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import * as path from "node:path";

import cli = require("pulumi/package.json");

/** The version of the Pulumi CLI that `package.json` pins. No other is used: commands and tests need this one. */
export const pinnedVersion: string = cli.version;

const program = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** The folder that the npm package `pulumi` downloads that CLI into at its first run, as `bin/pulumi`, and looks for it in. */
export function cliFolder(): string {
  return path.join(process.env.PULUMI_HOME || path.join(homedir(), ".pulumi"), "versions", pinnedVersion);
}

/** How to install the missing CLI. */
export function installCli(): string {
  return `run npm ci, then npx pulumi version, which downloads it once; where nothing can be downloaded, put the CLI's files into ${path.join(cliFolder(), "bin")}, or put a CLI ${pinnedVersion} on PATH`;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a file is the npm package's, which downloads a missing CLI. */
function isDownloader(file: string): boolean {
  return [file, realpathSync(file)].some((name) => /[\\/]node_modules[\\/](\.bin|pulumi)[\\/]/.test(name));
}

/** Folders of PATH with a `pulumi` in them, in order. */
function foldersOnPath(): string[] {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.filter((folder) => path.isAbsolute(folder) && isExecutable(path.join(folder, program)));
}

/** The version of a CLI, such as `3.255.0`; undefined if it doesn't print one. */
function versionOf(file: string): string | undefined {
  // The CLI makes folders in its home at each call.
  const home = mkdtempSync(path.join(tmpdir(), "pulumi-home-"));
  try {
    const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const told = execFileSync(file, ["version"], { encoding: "utf8", env, stdio: ["ignore", "pipe", "ignore"] });
    return /^v(\d\S*)$/.exec(told.trim())?.[1];
  } catch {
    return undefined;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Where the CLI of the pinned version is. */
export interface PlacedCli {
  /** The folder that the program itself is in. */
  readonly folder: string;
  /** Whether that folder is on PATH, and not the one of {@link cliFolder}. */
  readonly isOnPath: boolean;
}

/** Finds the CLI of the pinned version: the downloaded one, or else the first on PATH. Downloads nothing. */
export function findPinnedCli(): PlacedCli | undefined {
  const downloaded = path.join(cliFolder(), "bin");
  if (isExecutable(path.join(downloaded, program))) {
    return { folder: downloaded, isOnPath: false };
  }
  const folder = foldersOnPath().find((each) => {
    const file = path.join(each, program);
    return !isDownloader(file) && versionOf(file) === pinnedVersion;
  });
  return folder === undefined ? undefined : { folder, isOnPath: true };
}

/** Puts a folder first on PATH, for this process and those that it starts. */
export function putFirstOnPath(folder: string): void {
  process.env.PATH = [folder, process.env.PATH ?? ""].join(path.delimiter);
}

/**
 * Makes `pulumi` an installed CLI if the first one on PATH would download one: npm puts its own folder of programs
 * before the others.
 */
export function preferInstalledCli(): void {
  const [first] = foldersOnPath();
  if (first !== undefined && isDownloader(path.join(first, program))) {
    const found = findPinnedCli();
    if (found?.isOnPath === true) {
      putFirstOnPath(found.folder);
    }
  }
}
