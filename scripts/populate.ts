import * as path from "node:path";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { STSClient } from "@aws-sdk/client-sts";
import { Command } from "commander";
import yoctoSpinner from "yocto-spinner";
import { Refusal } from "../infra/support/refusal";
import { type CommandOptions, runPopulate, type Surroundings } from "./populate/command";
import { readSharedStack } from "./populate/shared-stack";
import { Stopped, wordError } from "./populate/stopped";

const spinner = process.stdout.isTTY ? yoctoSpinner({ stream: process.stdout }) : undefined;

const stop = new AbortController();

const surroundings: Surroundings = {
  readStack: (name) => readSharedStack(name, path.resolve(__dirname, "..")),
  clients: (region) => {
    // Cognito throttles administrators early; a run may be slow, but must not end for that.
    const config = { region, maxAttempts: 10, retryMode: "adaptive" };
    return {
      cognito: new CognitoIdentityProviderClient(config),
      dynamodb: new DynamoDBClient(config),
      sts: new STSClient(config),
    };
  },
  stdin: process.stdin,
  isTerminal: process.stdout.isTTY === true,
  doing: (text) => void spinner?.start(text),
  say: (text) => {
    spinner?.stop();
    process.stdout.write(`${text}\n`);
  },
  signal: stop.signal,
};

/** Mistakes and AWS's refusals get their sentence; anything else is ours, and needs its stack trace. */
function explainFailure(error: unknown): string {
  if (error instanceof Refusal || error instanceof Stopped) {
    return error.message;
  }
  if (error instanceof Error && "$metadata" in error) {
    return `AWS answered ${wordError(error)}; nothing was changed`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const command = new Command("npm run populate --")
  .description(
    "Makes the user pool and the Users table of the shared stack agree with a file. Run twice, it does nothing.",
  )
  .argument(
    "<file>",
    "users.csv with the columns user,lob,profile, or users.yaml with a list of these; profile is the user unless told",
  )
  .option("--stack <name>", "the shared stack", "shared")
  .option("--prune", "remove users that the file doesn't name, from the table and the pool")
  .option(
    "--passwords-from <file>",
    "set these passwords, from a CSV file with the columns user,password that git doesn't keep, or - for standard input; new users without one get a random one, shown once",
  )
  .helpOption("-h, --help", "show this text")
  .allowExcessArguments(false)
  .action(async (file: string, options: CommandOptions) => {
    try {
      await runPopulate(file, options, surroundings);
    } catch (error) {
      spinner?.stop();
      process.stderr.write(`${explainFailure(error)}\n`);
      process.exitCode = 1;
    }
  });

// The user whose turn it is gets done, and random passwords get shown; a second one ends it at once.
process.once("SIGINT", () => stop.abort());

void command.parseAsync();
