import * as path from "node:path";
import { explainFailure } from "./support/explain-failure";
import { writeGitHubProfiles } from "./workflows/github-profiles";

const [role = "", run = ""] = process.argv.slice(2);

try {
  process.stdout.write(writeGitHubProfiles(path.resolve(__dirname, ".."), role, run));
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
