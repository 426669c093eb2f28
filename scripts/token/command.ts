import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { Refusal } from "../../common/refusal";
import type { Mistake } from "../../common/validation";
import type { Project } from "../../stacks/project/stack";
import { hubNamed } from "../populate/check-project";
import { type CredentialPlaces, readStackOptions, type StackOptions } from "../support/credentials";
import type { Terminal } from "../support/terminal";
import { type AccessToken, readAccessToken } from "./access-token";
import { getPassword, type PasswordSource, passwordSource, type Stdin, wordSource } from "./password-source";
import type { Pool } from "./pool";
import { whyNotWritable, writeToken } from "./token-file";

/** The options of `npm run token`, with their help texts. */
export interface CommandOptions extends Pick<StackOptions, "profile"> {
  readonly stack: string;
  readonly output?: string;
  readonly passwordFrom?: string;
  readonly dryRun?: true;
}

/** The command's surroundings. */
export interface Surroundings extends CredentialPlaces {
  /** Reads the project's files. Throws what is wrong with them. */
  readProject(): Project;
  /**
   * Reads the outputs of the shared stack.
   *
   * @param profile the AWS profile to read them with; undefined for the shell's credentials.
   */
  readPool(stack: string, profile: string | undefined): Promise<Pool>;
  /** A client whose calls aren't signed. */
  cognito(region: string): CognitoIdentityProviderClient;
  readonly terminal: Terminal;
  readonly stdin: Stdin;
}

const noTerminal =
  "is not set, and standard output is not a terminal: a pipe or a log would keep the token; name a file, which only you will be able to read";

function outputMistakes({ output }: CommandOptions, { isTerminal }: Terminal): Mistake[] {
  if (output === undefined) {
    return isTerminal ? [] : [{ property: "--output", reason: noTerminal }];
  }
  const reason = whyNotWritable(output);
  return reason === undefined ? [] : [{ property: "--output", reason }];
}

/** Where the password comes from. Throws a Refusal naming all mistakes in the arguments. */
function checkGiven(user: string, options: CommandOptions, { terminal, stdin }: Surroundings): PasswordSource {
  const source = passwordSource(options.passwordFrom, stdin);
  const mistakes = [
    ...(user === "" ? [{ property: "the user", reason: "is not set: name one" }] : []),
    ...("reason" in source ? [source] : []),
    ...outputMistakes(options, terminal),
  ];
  if ("reason" in source || mistakes.length > 0) {
    throw new Refusal(`token of ${user === "" ? "nobody" : user}`, mistakes);
  }
  return source;
}

/** The profile to read the outputs with. No role is assumed for that: a backend may need no AWS credentials at all. */
function profileOf({ stack, profile = [] }: CommandOptions, around: Surroundings): string | undefined {
  const project = around.readProject();
  hubNamed(project, stack);
  const source = readStackOptions("npm run token", { profile }, project.stacks, around).profiles.of(stack);
  return typeof source === "string" ? source : undefined;
}

function quoted(text: string): string {
  return /^[\w./:%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The call that the token is for. */
function example({ apiUrl }: Pool, { username }: AccessToken, token: string): string {
  return `  curl -i -H "Authorization: Bearer ${token}" ${quoted(`${apiUrl}${encodeURIComponent(username)}`)}`;
}

/** The output of `--dry-run`. */
function plan(user: string, { stack, output }: CommandOptions, pool: Pool, source: PasswordSource): string {
  return [
    `Would sign in ${user}`,
    `  at    user pool ${pool.userPoolId} of stack ${stack}, ${pool.region}, client ${pool.userPoolClientId}`,
    `  with  ${wordSource(source)}`,
    `  then  ${output === undefined ? "print the access token here" : `write the access token to ${output}, mode 600`}`,
    "Nobody was signed in.",
  ].join("\n");
}

/** Prints or writes the token, and prints how long it is valid and how to use it. */
function handOver(token: AccessToken, { output }: CommandOptions, pool: Pool, terminal: Terminal): void {
  const { username, minutes, ends } = token;
  const good = `valid for ${minutes} minutes, until ${ends.toISOString().replace(".000Z", "Z")}`;
  if (output !== undefined) {
    writeToken(output, token.text);
    terminal.say(`${username} is signed in. The access token is in ${output}, mode 600, ${good}.`);
    terminal.say("From inside the network:");
    terminal.say(example(pool, token, `$(cat ${quoted(output)})`));
    return;
  }
  terminal.say(`${username} is signed in. The access token, ${good}:`);
  terminal.say(token.text);
  terminal.say("From inside the network, after read -rs ACCESS_TOKEN and pasting it:");
  terminal.say(example(pool, token, "$ACCESS_TOKEN"));
}

/**
 * What `npm run token -- <user>` does: signs a user in, and prints the access token or writes it to a file.
 *
 * @throws Refusal for a mistake of the operator, before anybody is signed in; NotSignedIn in one sentence if the user
 * pool refuses; Stopped if the operator ends it; UsersMistake if the token can't be written.
 */
export async function runToken(user: string, options: CommandOptions, around: Surroundings): Promise<void> {
  const { terminal, stdin } = around;
  const source = checkGiven(user, options, around);
  const profile = profileOf(options, around);
  terminal.doing(`reading the outputs of stack ${options.stack}`);
  const pool = await around.readPool(options.stack, profile);
  if (options.dryRun === true) {
    terminal.say(plan(user, options, pool, source));
    return;
  }
  const password = await getPassword(source, user, terminal, stdin);
  const request = { clientId: pool.userPoolClientId, user, password, issuer: `Studio ${options.stack}` };
  // Loaded once everything given is checked, since AWS's client takes a second.
  const { signIn }: typeof import("./sign-in") = require("./sign-in");
  const token = await signIn(around.cognito(pool.region), request, terminal);
  handOver(readAccessToken(token), options, pool, terminal);
}
