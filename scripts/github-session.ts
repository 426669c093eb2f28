import { appendFileSync } from "node:fs";
import { explainFailure } from "./support/explain-failure";
import { gitHubSession } from "./workflows/github-session";

const [role = "", name = "", region = ""] = process.argv.slice(2);

gitHubSession({ role, name, region }, process.env).then(
  (credentials) => process.stdout.write(credentials),
  (error: unknown) => {
    const text = `${explainFailure(error)}\n`;
    process.stderr.write(text);
    // AWS's clients keep the cause to themselves, so it goes to the summary of the run as well.
    const { GITHUB_STEP_SUMMARY: summary } = process.env;
    if (summary !== undefined) {
      appendFileSync(summary, `- ${text}`);
    }
    process.exitCode = 1;
  },
);
