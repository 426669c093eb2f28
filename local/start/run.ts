import { writeFileSync } from "node:fs";
import type { Project } from "../../stacks/project/stack";
import type { EngineHost } from "../deploy/engine/host";
import { inProcess } from "../deploy/in-process";
import { Estate, type UpStack } from "../estate/estate";
import { startSampleModel } from "../model/sample-model";
import { scenarios } from "../scenarios";
import { type Scenario, Stage } from "../scenarios/scenario";
import { serveEstate } from "../serve/serve";
import { answering, type Chosen, type Options } from "./options";
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

/** Serves an estate, where a port was chosen, until it is to end. */
async function serveUntil(interrupted: () => Promise<void>, stage: Stage, port: number | undefined): Promise<void> {
  if (port !== undefined) {
    await serveEstate(stage, port, (line) => process.stdout.write(`${line}\n`), interrupted());
  }
}

/** Starts Pulumi's engine, whose modules most runs do without. */
function startEngine(): Promise<EngineHost> {
  const { EngineHost: Host }: typeof import("../deploy/engine/host") = require("../deploy/engine/host");
  return Host.start();
}

/**
 * Brings the stacks up, plays the scenarios, and says how it went.
 *
 * @param interrupted from its call on, settles when what is served is to end.
 * @returns whether every scenario went as expected.
 */
export async function play(options: Options, chosen: Chosen, interrupted: () => Promise<void>): Promise<boolean> {
  const started = performance.now();
  const progress = new Progress(options.json === true);
  const { project, payloads } = chosen;
  const engine = options.engine === true ? await startEngine() : undefined;
  const model = chosen.model ?? (await startSampleModel());
  try {
    const estate = await Estate.found(project, model.url, engine === undefined ? inProcess : engine.deployer);
    try {
      const stacks = await bringUp(estate, project, progress);
      for (const line of unplayedLines(chosen.scenarios, chosen.playable)) {
        progress.done(line);
      }
      const playable = scenarios.filter(({ id }) => chosen.playable.includes(id));
      const stage = new Stage(project, estate, payloads);
      try {
        const result = { stacks, scenarios: await playAll(playable, stage, progress) };
        report(result, options, started);
        await serveUntil(interrupted, stage, chosen.port);
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
