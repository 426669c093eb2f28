import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { readProject } from "../stacks/project/project-files";
import type { Project } from "../stacks/project/stack";
import { EngineHost } from "./deploy/engine/host";
import { inProcess } from "./deploy/in-process";
import { Estate, type UpStack } from "./estate";
import { explainFailure } from "./explain-failure";
import { useOwnModel } from "./model/own-model";
import { startSampleModel } from "./model/sample-model";
import { withSimulators } from "./on-premises";
import { Progress } from "./progress";
import {
  heading,
  type Played,
  type Run,
  scenarioLines,
  stackTable,
  summary,
  toJson,
  unplayedLines,
  warningLines,
} from "./report";
import { type Scenario, Stage } from "./scenarios/scenario";
import { serveEstate, usualPort } from "./serve/serve";
import {
  answering,
  checkOutput,
  chosenPayloads,
  chosenPort,
  chosenScenarios,
  type Options,
  playableScenarios,
} from "./start-options";

async function bringUp(estate: Estate, project: Project, progress: Progress): Promise<UpStack[]> {
  progress.done(heading(project.stacks));
  const up: UpStack[] = [];
  for (const stack of project.stacks) {
    progress.doing(`bringing up ${stack.name}`);
    up.push(await estate.up(stack));
  }
  progress.done(stackTable(project, up));
  for (const line of warningLines(up)) {
    progress.done(line);
  }
  return up;
}

async function playAll(chosen: readonly Scenario[], stage: Stage, progress: Progress): Promise<Played[]> {
  const all: Played[] = [];
  for (const { id, flow, expected, play } of chosen) {
    if (flow !== all.at(-1)?.flow) {
      progress.done(flow);
    }
    progress.doing(id);
    const started = performance.now();
    const played = { id, flow, expected, ...(await play(stage)), ms: Math.round(performance.now() - started) };
    progress.done(scenarioLines(played));
    all.push(played);
  }
  return all;
}

function writeAnswer(file: string, { scenarios: played }: Run): void {
  const answer = played.find(({ id }) => id === answering)?.answer;
  if (answer === undefined) {
    process.stderr.write(`--output is "${file}", but the model gave no answer: see why ${answering} failed\n`);
    return;
  }
  writeFileSync(file, answer);
}

/** Says how a run ended, and writes the model's answer where that was asked for. */
function report(result: Run, { json, output }: Options, started: number): void {
  process.stdout.write(json === true ? `${toJson(result)}\n` : `${summary(result, performance.now() - started)}\n`);
  if (output !== undefined) {
    writeAnswer(output, result);
  }
}

/** Serves an estate, where a port was chosen, until Ctrl-C. */
async function serveUntilInterrupted(stage: Stage, port: number | undefined): Promise<void> {
  if (port !== undefined) {
    await serveEstate(stage, port, (line) => process.stdout.write(`${line}\n`), interrupted());
  }
}

async function run(options: Options): Promise<boolean> {
  const started = performance.now();
  const progress = new Progress(options.json === true);
  const chosen = chosenScenarios(options.scenario);
  checkOutput(options, chosen);
  const payloads = chosenPayloads(options);
  const port = await chosenPort(options, process.stdout.isTTY === true);
  const project = withSimulators(readProject(process.cwd()));
  const playable = playableScenarios(project, chosen);
  const engine = options.engine === true ? await EngineHost.start() : undefined;
  const model = options.model === undefined ? await startSampleModel() : await useOwnModel(options.model);
  try {
    const estate = await Estate.found(project, model.url, engine === undefined ? inProcess : engine.deployer);
    try {
      const stacks = await bringUp(estate, project, progress);
      for (const line of unplayedLines(chosen, playable)) {
        progress.done(line);
      }
      const stage = new Stage(project, estate, payloads);
      try {
        const result = { stacks, scenarios: await playAll(playable, stage, progress) };
        report(result, options, started);
        await serveUntilInterrupted(stage, port);
        return result.scenarios.every(({ ok }) => ok);
      } finally {
        await stage.close();
      }
    } finally {
      await estate.close();
    }
  } finally {
    progress.stop();
    await model.close();
    await engine?.close();
  }
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

const command = new Command("npm start --")
  .description("Brings every stack up on a local AWS and plays the scenarios. Nothing leaves this machine.")
  .option("--json", "print one JSON document instead of text")
  .option(
    "--engine",
    "bring the stacks up by Pulumi's own engine, with state and diff, in place of its mocks; needs the Pulumi CLI",
  )
  .option("--scenario <id...>", "play only these scenarios")
  .option(
    "--model <url>",
    "put your own model behind the endpoints: an HTTP server with GET /ping and POST /invocations",
  )
  .option("--payload <text|@file>", "send this to the model, unchanged, instead of two flowers")
  .option("--content-type <type>", "content type of --payload (default: application/json)")
  .option("--output <file>", "write the model's answer to a file, unchanged")
  .option(
    "--serve",
    "then stay up until Ctrl-C, with addresses to open in a browser on this machine, and users to sign in as",
  )
  .option("--port <number>", `port of these addresses (default: ${usualPort})`)
  .helpOption("-h, --help", "show this text")
  .allowExcessArguments(false)
  .action(async (options: Options) => {
    try {
      process.exitCode = (await run(options)) ? 0 : 1;
    } catch (error) {
      process.stderr.write(`${explainFailure(error)}\n`);
      process.exitCode = 1;
    }
  });

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") {
    throw error;
  }
  process.exit();
});

process.once("SIGINT", endAtOnce);
process.once("SIGTERM", () => process.exit(143));

void command.parseAsync();
