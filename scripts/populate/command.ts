import { buffer } from "node:stream/consumers";
import type { STSClient } from "@aws-sdk/client-sts";
import { Refusal } from "../../common/refusal";
import type { Mistake } from "../../common/validation";
import type { Project } from "../../stacks/project/stack";
import {
  accountMistake,
  type CredentialPlaces,
  type CredentialSource,
  type Profiles,
  readStackOptions,
  roleMistakes,
  type StackOptions,
} from "../support/credentials";
import type { Terminal } from "../support/terminal";
import { decode, readTextFile, type TextFile } from "../support/text-file";
import { checkAgainstProject } from "./check-project";
import { checkKeptFromGit } from "./kept-from-git";
import type { Outcome } from "./outcome";
import { checkPasswords, type Passwords, readPasswords } from "./passwords";
import type { Plan } from "./plan";
import type { Clients } from "./populate";
import { passwordLines, stepLine, summaryLines } from "./report";
import type { UsersFile } from "./row";
import type { SharedStack } from "./shared-stack";
import { StoppedAtUser } from "./stopped";
import { readUsersFile } from "./users-file";

/** The options of `npm run populate`, with their help texts. */
export interface CommandOptions extends Pick<StackOptions, "profile"> {
  readonly stack: string;
  readonly prune?: true;
  readonly dryRun?: true;
  readonly passwordsFrom?: string;
}

/** The command's surroundings. */
export interface Surroundings extends Pick<Terminal, "isTerminal" | "doing" | "say">, CredentialPlaces {
  /** Reads the project's files. Throws what is wrong with them. */
  readProject(): Project;
  /**
   * Reads the outputs of the shared stack.
   *
   * @param source where the credentials come from; undefined for those of the shell.
   */
  readStack(name: string, source: CredentialSource | undefined): Promise<SharedStack>;
  clients(region: string, source: CredentialSource | undefined): Clients & { readonly sts: STSClient };
  readonly stdin: NodeJS.ReadableStream;
  readonly signal: AbortSignal;
}

async function readGiven(from: string, stdin: NodeJS.ReadableStream): Promise<TextFile> {
  if (from === "-") {
    return decode("standard input", await buffer(stdin));
  }
  checkKeptFromGit(from);
  return readTextFile(from);
}

function accountRefusal(stack: string, mistakes: readonly Mistake[]): Refusal {
  return new Refusal(
    `stack ${stack}`,
    mistakes.map(({ reason }) => ({ property: "its account", reason })),
  );
}

/** Where the shared stack's credentials come from. Throws a Refusal if its role can't be assumed. */
async function credentialsOf(
  stack: string,
  { stacks }: Project,
  profiles: Profiles,
): Promise<CredentialSource | undefined> {
  const mistakes = await roleMistakes(
    stacks.filter(({ name }) => name === stack),
    profiles,
  );
  if (mistakes.length > 0) {
    throw accountRefusal(stack, mistakes);
  }
  return profiles.of(stack);
}

/** Random passwords are only for a person to read; a pipe or a CI system would keep them in a file or a log. */
function checkReader(file: UsersFile, { steps }: Plan): void {
  const users = steps.flatMap((step) => ("password" in step && step.password === "generated" ? [step.user] : []));
  if (users.length > 0) {
    const reason =
      "would get a random password, and there is no terminal to show it on: give one with --passwords-from";
    throw new Refusal(
      file.name,
      users.map((user) => ({ property: `new user ${user}`, reason })),
    );
  }
}

function pruneCommand(file: string, { stack }: CommandOptions): string {
  return `npm run populate -- ${file} --stack ${stack} --prune`;
}

/**
 * What `npm run populate -- <file>` does: reads the file, checks it against the stacks' files, then reads passwords and
 * the stack, checks all of it, and populates.
 *
 * @throws Refusal for a mistake of the operator, with nothing written; StoppedAtUser if AWS refuses on the way, after
 * what was done, with random passwords, was printed.
 */
export async function runPopulate(file: string, options: CommandOptions, around: Surroundings): Promise<void> {
  const users = readUsersFile(file);
  const project = around.readProject();
  checkAgainstProject(users, project, options.stack);
  const { profiles } = readStackOptions("npm run populate", { profile: options.profile ?? [] }, project.stacks, around);
  const source = options.passwordsFrom === undefined ? undefined : await readGiven(options.passwordsFrom, around.stdin);
  const given: Passwords = source === undefined ? new Map() : readPasswords(source, users);
  // Loaded once file and passwords are read, since AWS's clients take a second.
  const { Accounts }: typeof import("./accounts") = require("./accounts");
  const { populate }: typeof import("./populate") = require("./populate");
  const credentials = await credentialsOf(options.stack, project, profiles);
  around.doing(`reading the outputs of stack ${options.stack}`);
  const shared = await around.readStack(options.stack, credentials);
  const clients = around.clients(shared.region, credentials);
  const mistake = await accountMistake(options.stack, shared.account, clients.sts, credentials);
  if (mistake !== undefined) {
    throw accountRefusal(options.stack, [mistake]);
  }
  const passwordPolicy = await new Accounts(clients.cognito, shared.userPoolId).passwordPolicy();
  if (source !== undefined) {
    checkPasswords(source.name, given, passwordPolicy);
  }
  around.say(`${users.name} into stack ${options.stack}, account ${shared.account}, ${shared.region}`);

  const tell = (outcome: Outcome) => {
    const lines = [
      ...summaryLines(outcome, pruneCommand(file, options)),
      ...passwordLines(outcome, passwordPolicy.TemporaryPasswordValidityDays),
    ];
    around.say(lines.join("\n"));
  };
  let total = 0;
  let number = 0;
  try {
    tell(
      await populate(users, clients, shared, {
        prune: options.prune === true,
        dryRun: options.dryRun === true,
        passwords: new Map([...given].map(([user, { password }]) => [user, password])),
        passwordPolicy,
        signal: around.signal,
        beforeWriting: (plan) => {
          total = plan.steps.length;
          if (options.dryRun === true) {
            around.say("Nothing is written with --dry-run. Without it, these changes would be made:");
          } else if (!around.isTerminal) {
            checkReader(users, plan);
          }
        },
        onStep: (step, state) => {
          if (state === "done") {
            around.say(stepLine(step));
          } else {
            number += 1;
            around.doing(`${number} of ${total}: ${step.user}`);
          }
        },
      }),
    );
  } catch (error) {
    if (error instanceof StoppedAtUser) {
      tell(error.outcome);
    }
    throw error;
  }
}
