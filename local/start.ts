import { writeFileSync } from "node:fs";
import { Command } from "commander";
import yoctoSpinner from "yocto-spinner";
import { Refusal } from "../infra/support/refusal";
import { ResourceRefusal } from "./deploy/in-process";
import { type Project, ProjectRefusal, readProject } from "./deploy/project-files";
import { Estate, type UpStack } from "./estate";
import { ModelRefusal, useOwnModel } from "./model/own-model";
import { startSampleModel } from "./model/sample-model";
import { heading, type Played, type Run, scenarioLines, stackTable, summary, toJson, warningLines } from "./report";
import { scenarios } from "./scenarios";
import { NoCast } from "./scenarios/cast";
import { PayloadRefusal, readPayload, samplePayloads } from "./scenarios/payload";
import type { Scenario, Stage } from "./scenarios/scenario";

interface Options {
  readonly json?: true;
  readonly model?: string;
  readonly payload?: string;
  readonly contentType: string;
  readonly output?: string;
  readonly scenario?: readonly string[];
}

/** An option that can't be used, said in one sentence. */
class OptionRefusal extends Error {}

/** Says how far a run is; on a terminal with a spinner, otherwise only what is finished, with --json nothing. */
class Progress {
  private readonly spinner = process.stdout.isTTY ? yoctoSpinner({ stream: process.stdout }) : undefined;

  constructor(private readonly silent: boolean) {}

  doing(text: string): void {
    if (!this.silent) {
      this.spinner?.start(text);
    }
  }

  done(text: string): void {
    if (!this.silent) {
      this.spinner?.stop();
      process.stdout.write(`${text}\n`);
    }
  }

  stop(): void {
    this.spinner?.stop();
  }
}

function chosenScenarios(ids: readonly string[] | undefined): readonly Scenario[] {
  const unknown = (ids ?? []).filter((id) => !scenarios.some((scenario) => scenario.id === id));
  if (unknown.length > 0) {
    throw new OptionRefusal(
      `--scenario is ${unknown.map((id) => `"${id}"`).join(", ")}: the scenarios are ${scenarios.map(({ id }) => id).join(", ")}`,
    );
  }
  return scenarios.filter(({ id }) => ids === undefined || ids.includes(id));
}

async function bringUp(estate: Estate, project: Project, progress: Progress): Promise<UpStack[]> {
  progress.done(heading(project.stacks));
  const up: UpStack[] = [];
  for (const stack of project.stacks) {
    progress.doing(`bringing up ${stack.name}`);
    up.push(await estate.up(stack));
  }
  progress.done(stackTable(up));
  for (const line of warningLines(up)) {
    progress.done(line);
  }
  return up;
}

async function playAll(chosen: readonly Scenario[], stage: Stage, progress: Progress): Promise<Played[]> {
  progress.done("Cross-account inference");
  const all: Played[] = [];
  for (const { id, expected, play } of chosen) {
    progress.doing(id);
    const started = performance.now();
    const played = { id, expected, ...(await play(stage)), ms: Math.round(performance.now() - started) };
    progress.done(scenarioLines(played));
    all.push(played);
  }
  return all;
}

function writeAnswer(file: string, { scenarios: played }: Run): void {
  const answer = played.find((scenario) => scenario.answer !== undefined)?.answer;
  if (answer === undefined) {
    throw new OptionRefusal(
      `--output is "${file}", but no scenario got an answer of the model: play invoke-allowed, and see why it failed`,
    );
  }
  try {
    writeFileSync(file, answer);
  } catch {
    throw new OptionRefusal(`--output is "${file}", which can't be written: name a file in a folder that exists`);
  }
}

async function run(options: Options): Promise<boolean> {
  const started = performance.now();
  const progress = new Progress(options.json === true);
  const chosen = chosenScenarios(options.scenario);
  const payloads =
    options.payload === undefined ? samplePayloads : ([readPayload(options.payload, options.contentType)] as const);
  const project = readProject(process.cwd());
  const model = options.model === undefined ? await startSampleModel() : await useOwnModel(options.model);
  try {
    const estate = await Estate.found(project, model.url);
    try {
      const stacks = await bringUp(estate, project, progress);
      const result = {
        stacks,
        scenarios: await playAll(chosen, { project, estate, model: model.url, payloads }, progress),
      };
      if (options.output !== undefined) {
        writeAnswer(options.output, result);
      }
      process.stdout.write(
        options.json === true ? `${toJson(result)}\n` : `${summary(result, performance.now() - started)}\n`,
      );
      return result.scenarios.every(({ ok }) => ok);
    } finally {
      await estate.close();
    }
  } finally {
    progress.stop();
    await model.close();
  }
}

/** A user's mistake gets its sentence; anything else is ours, and needs its stack trace. */
function explainFailure(error: unknown): string {
  const usersMistakes = [Refusal, ProjectRefusal, ResourceRefusal, ModelRefusal, PayloadRefusal, OptionRefusal, NoCast];
  if (error instanceof Error && usersMistakes.some((type) => error instanceof type)) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const command = new Command("npm start --")
  .description("Brings every stack up on a local AWS and plays the scenarios. Nothing leaves this machine.")
  .option("--json", "print one JSON document instead of text")
  .option("--scenario <id...>", "play only these scenarios")
  .option(
    "--model <url>",
    "put your own model behind the endpoints: an HTTP server with GET /ping and POST /invocations",
  )
  .option("--payload <text|@file>", "send this to the model, unchanged, instead of two flowers")
  .option("--content-type <type>", "content type of --payload", "application/json")
  .option("--output <file>", "write the model's answer to a file, unchanged")
  .helpOption("--help", "show this text")
  .allowExcessArguments(false)
  .action(async (options: Options) => {
    try {
      process.exitCode = (await run(options)) ? 0 : 1;
    } catch (error) {
      process.stderr.write(`${explainFailure(error)}\n`);
      process.exitCode = 1;
    }
  });

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(130));
}

void command.parseAsync();
