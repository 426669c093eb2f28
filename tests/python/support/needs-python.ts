import { PythonMissing, packagesFor } from "./packages";
import { sdkPackages } from "./sagemaker-sdk";
import { python } from "./script";

/** Ends a run that can't start, with one sentence in place of a failure for each test. */
export function mochaGlobalSetup(): void {
  try {
    packagesFor(python);
    packagesFor(python, sdkPackages());
  } catch (error) {
    if (!(error instanceof PythonMissing)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
