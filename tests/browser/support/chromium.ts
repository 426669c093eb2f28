import { existsSync } from "node:fs";
import * as path from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const elsewhere = [
  "/usr/bin",
  "/Applications/Google Chrome.app/Contents/MacOS",
  "/Applications/Chromium.app/Contents/MacOS",
];

/** The message where there is no browser. */
export const howToInstall =
  "no Chromium was found: install it, on Debian and Ubuntu by `apt-get install chromium`, or name one in CHROMIUM_PATH";

/**
 * The system's Chromium: the one that CHROMIUM_PATH names, or the first one found; undefined where there is none.
 *
 * @param environment with PATH and CHROMIUM_PATH.
 */
export function findChromium(environment: NodeJS.ProcessEnv, exists = existsSync): string | undefined {
  const named = environment.CHROMIUM_PATH;
  if (named !== undefined && named !== "") {
    return exists(named) ? named : undefined;
  }
  const folders = [...(environment.PATH ?? "").split(path.delimiter), ...elsewhere];
  const all = names.concat("Google Chrome", "Chromium");
  return folders.flatMap((folder) => all.map((name) => path.join(folder, name))).find((file) => exists(file));
}

/** Starts the system's Chromium. Throws where there is none. */
export function launch(): Promise<Browser> {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) {
    throw new Error(howToInstall);
  }
  // Chromium refuses to run its sandbox as root; what it opens here is the project's own page.
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}
