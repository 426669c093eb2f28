import { explainFailure } from "../common/explain-failure";
import { commandLine, parseCommandLine } from "../scripts/support/arguments";
import { check, type Options, usualPort } from "./start/options";

/** Checks what was given, then loads what brings the stacks up, which takes seconds. */
async function run(options: Options): Promise<boolean> {
  const chosen = await check(options, process.cwd(), process.stdout.isTTY === true);
  const { play }: typeof import("./start/run") = require("./start/run");
  return play(options, chosen, interrupted);
}

// Ending by exit lets the local AWS remove its work folder.
const endAtOnce = () => process.exit(130);

/** Settles at Ctrl-C, which from then on ends what is served in order; a second one ends it at once. */
function interrupted(): Promise<void> {
  process.off("SIGINT", endAtOnce);
  return new Promise((resolve) =>
    process.once("SIGINT", () => {
      process.once("SIGINT", endAtOnce);
      resolve();
    }),
  );
}

export const command = commandLine("npm start --")
  .description("Brings every stack up on a local AWS and plays the scenarios. Nothing leaves this machine.")
  .option("--json", "print one JSON document instead of text")
  .option("--quiet", "print only each scenario's verdict, the reasons of failures, and the summary")
  .option(
    "--engine",
    "bring the stacks up with Pulumi's own engine, with state and diff, in place of its mocks; needs the Pulumi CLI, and one to two minutes",
  )
  .option("--scenario <id...>", "play only these scenarios")
  .option("--environment <name>", "play only the stacks of this hub or parent (default: all)")
  .option("--stack <name...>", "play only these stacks, with those that they read")
  .option("--reading <question=answer...>", "play with another answer to a question that AWS's documents leave open")
  .option(
    "--readings",
    "play what each open question affects, with each of its answers, and print the fix of each failure",
  )
  .option("--allow-unplayable", "exit with 0 even if the project's stacks can't play all scenarios")
  .option(
    "--model <url>",
    "put your own model behind the endpoints: an HTTP server with GET /ping and POST /invocations",
  )
  .option(
    "--payload <text|@file>",
    'send this to the model, unchanged, instead of two flowers: \'{"sepalLength": 5, "sepalWidth": 3, "petalLength": 1, "petalWidth": 1}\' or @flower.json',
  )
  .option("--content-type <type>", "content type of --payload (default: application/json)")
  .option("--output <file>", "write the model's answer to a file, unchanged")
  .option(
    "--serve",
    "then stay up until Ctrl-C, with addresses to open in a browser on this machine, and users to sign in as",
  )
  .option("--port <number>", `port of these addresses (default: ${usualPort})`)
  .action(async (options: Options) => {
    try {
      process.exitCode = (await run(options)) ? 0 : 1;
    } catch (error) {
      process.stderr.write(`${explainFailure(error)}\n`);
      process.exitCode = 1;
    }
  });

if (require.main === module) {
  // A reader that has seen enough, such as head, closes the pipe.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
    process.exit();
  });
  process.once("SIGINT", endAtOnce);
  process.once("SIGTERM", () => process.exit(143));
  void parseCommandLine(command);
}
