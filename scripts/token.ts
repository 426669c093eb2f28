import * as path from "node:path";
import { readProject } from "../stacks/project/project-files";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { cliCredentials, eachProfile } from "./support/credentials";
import { profilesFileName } from "./support/profiles-file";
import { processTerminal } from "./support/terminal";
import { type CommandOptions, runToken, type Surroundings } from "./token/command";

const folder = path.resolve(__dirname, "..");

// What follows is loaded at first use, after options are checked: AWS's client and Pulumi's SDK take a second.
const surroundings: Surroundings = {
  readProject: () => readProject(folder),
  profilesFile: path.join(folder, profilesFileName),
  readPool: async (stack, profile) => {
    const { readPool }: typeof import("./token/pool") = require("./token/pool");
    return readPool(stack, folder, { environment: await cliCredentials(profile) });
  },
  cognito: (region) => {
    const sdk: typeof import("@aws-sdk/client-cognito-identity-provider") = require("@aws-sdk/client-cognito-identity-provider");
    return new sdk.CognitoIdentityProviderClient({ region });
  },
  terminal: processTerminal(),
  stdin: process.stdin,
};

export const command = commandLine("npm run token --")
  .description(
    "Signs a user in at the shared stack's user pool, and prints the access token that the Studio API takes, for curl and tests.",
  )
  .argument("<user>", "the user's name in the pool")
  .option("--stack <name>", "the shared stack", "shared")
  .option(
    "--profile <stack=profile>",
    `AWS profile to read the stack's outputs with (default: the line of ${profilesFileName}, else the credentials of your shell)`,
    eachProfile,
  )
  .option(
    "--output <file>",
    "write the token to this file, mode 600, instead of the terminal; git must ignore the file, and only an earlier token is replaced",
  )
  .option(
    "--password-from <file>",
    "take the password from a file that git ignores, or - for standard input, instead of asking for it",
  )
  .option("--dry-run", "print what would be done, and sign nobody in")
  .addHelpText(
    "after",
    `
Signing in needs no credentials of AWS; reading the stack's outputs needs what your Pulumi backend needs.
It works from inside the network and from the internet, with signIn: private as well: that adds a way inside, and
doesn't close Cognito's public one. The API takes the token only from inside the network.
A first sign-in asks for a new password, and where the pool demands a second factor, sets up an authenticator app.`,
  )
  .action((user: string, options: CommandOptions) => runToken(user, options, surroundings));

if (require.main === module) {
  void runCommandLine(command);
}
