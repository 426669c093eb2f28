import * as path from "node:path";
import { explainFailure } from "./support/explain-failure";
import { stackLists } from "./workflows/stack-lists";

try {
  process.stdout.write(stackLists(path.resolve(__dirname, "..")));
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
