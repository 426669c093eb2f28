import * as path from "node:path";
import { Readable } from "node:stream";
import { type Command, CommanderError } from "commander";
import { command as bench } from "../../../local/bench/index";
import { readFormer } from "../../../local/bench/report";
import { command as start } from "../../../local/start";
import { check as checkStart, type Options as StartOptions } from "../../../local/start/options";
import { command as verify } from "../../../local/verify";
import { check as checkVerify, type VerifyOptions } from "../../../local/verify/options";
import { command as deploy } from "../../../scripts/deploy";
import { runDeploy } from "../../../scripts/deploy/command";
import type { Options as DeployOptions } from "../../../scripts/deploy/options";
import { command as doctor } from "../../../scripts/doctor";
import { runDoctor } from "../../../scripts/doctor/command";
import { command as init } from "../../../scripts/init";
import type { Options as InitOptions } from "../../../scripts/init/answers";
import { runInit } from "../../../scripts/init/command";
import { command as keyPolicy } from "../../../scripts/key-policy";
import { type KeyPolicyOptions, runKeyPolicy } from "../../../scripts/key-policy/command";
import { command as offboard } from "../../../scripts/offboard";
import { runOffboard } from "../../../scripts/offboard/command";
import type { Options as OffboardOptions } from "../../../scripts/offboard/surroundings";
import { command as onboard } from "../../../scripts/onboard";
import { runOnboard } from "../../../scripts/onboard/command";
import type { Options as OnboardOptions } from "../../../scripts/onboard/options";
import { command as populate } from "../../../scripts/populate";
import { runPopulate, type CommandOptions as UsersOptions } from "../../../scripts/populate/command";
import { command as status } from "../../../scripts/status";
import { runStatus, type StatusOptions } from "../../../scripts/status/command";
import { parseCommandLine } from "../../../scripts/support/arguments";
import type { StackOptions } from "../../../scripts/support/credentials";
import { explainFailure } from "../../../scripts/support/explain-failure";
import { command as teardown } from "../../../scripts/teardown";
import { runTeardown } from "../../../scripts/teardown/command";
import { command as token } from "../../../scripts/token";
import { runToken, type CommandOptions as TokenOptions } from "../../../scripts/token/command";
import { shippedProject } from "../../local/support/project";
import { command as mutation } from "../../mutation/index";
import { FakeTerminal } from "../../scripts/support/fake-terminal";

const folder = path.resolve(__dirname, "../../..");

const unasked = () => {
  throw new Error("options are checked before anything else is asked");
};

/** What a command finds around it where nobody reads or answers, and nothing else may be asked. */
const around = {
  readProject: () => shippedProject,
  readStack: unasked,
  readPool: unasked,
  cognito: unasked,
  clients: unasked,
  pause: unasked,
  say: unasked,
  doing: unasked,
  isTerminal: false,
  terminal: new FakeTerminal({ reads: false, answers: false }),
  stdin: Readable.from([]),
  signal: new AbortController().signal,
  cancel: new AbortController().signal,
  openLogs: unasked,
  everySecond: unasked,
  now: unasked,
};

/** Every command as it is typed, doing no more than to check what it is given. */
const commands = {
  start: start.action(async (options: StartOptions) => void (await checkStart(options, folder, true))),
  verify: verify.action(async (options: VerifyOptions) => void (await checkVerify(folder, options))),
  bench: bench.action(({ compare = "" }: { compare?: string }) => void readFormer(compare)),
  mutation: mutation.action(unasked),
  deploy: deploy.action((options: DeployOptions) => runDeploy(options, { ...around, engine: unasked, sts: unasked })),
  doctor: doctor.action(async (options: StackOptions) => {
    const engine = { version: unasked, stack: unasked };
    await runDoctor(options, { ...around, engine, wanted: { node: "*", cli: "" }, node: "v20.19.0" });
  }),
  init: init.action((options: InitOptions) => runInit({ ...options, dryRun: true }, { ...around, folder })),
  "key-policy": keyPolicy.action((options: KeyPolicyOptions) => runKeyPolicy(options, { ...around, say: unasked })),
  offboard: offboard.action((lob: string | undefined, options: OffboardOptions) =>
    runOffboard(lob, options, { ...around, folder, engine: unasked, directory: unasked }),
  ),
  onboard: onboard.action((lob: string, options: Omit<OnboardOptions, "account"> & Partial<OnboardOptions>) =>
    runOnboard(lob, { account: "", ...options, dryRun: true }, { ...around, folder }),
  ),
  populate: populate.action((file: string, options: UsersOptions) => runPopulate(file, options, around)),
  status: status.action(async (options: StatusOptions) => {
    await runStatus(options, { ...around, engine: unasked, doctor: unasked, now: unasked });
  }),
  teardown: teardown.action((options: StackOptions) => runTeardown(options, { ...around, engine: unasked })),
  token: token.action((user: string, options: TokenOptions) => runToken(user, options, around)),
};

/** A mistake in what is typed. */
export interface OptionMistake {
  readonly command: keyof typeof commands;
  /** What somebody did. */
  readonly what: string;
  readonly options: readonly string[];
  /** Variables that npm sets. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What is told, line by line. */
  readonly says: readonly string[];
}

/** What a command tells of wrong arguments, by the parser and the checks that it has when it is typed. */
export async function told(
  name: OptionMistake["command"],
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  let said = "";
  const command: Command = commands[name].exitOverride().configureOutput({
    writeErr: (text) => {
      said += text;
    },
  });
  try {
    await parseCommandLine(command, options, environment);
  } catch (error) {
    return error instanceof CommanderError ? said : `${explainFailure(error)}\n`;
  }
  return "nothing was refused";
}
