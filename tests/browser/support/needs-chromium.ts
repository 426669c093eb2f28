import { findChromium, howToInstall } from "./chromium";

/** Ends a run that can't start, with one sentence in place of a failure for each test. */
export function mochaGlobalSetup(): void {
  if (findChromium(process.env) === undefined) {
    process.stderr.write(`${howToInstall}\n`);
    process.exit(1);
  }
}
