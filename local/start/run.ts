import { writeFileSync } from "node:fs";
import { childrenWithoutStack } from "../../stacks/project/children-without-stack";
import type { Environment } from "../../stacks/project/environments";
import { lobsWithoutStack } from "../../stacks/project/lobs-without-stack";
import { isChild, isParent, isShared, shownName } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import type { EngineHost } from "../deploy/engine/host";
import { inProcess } from "../deploy/in-process";
import { Estate, type MakeDeployer, type UpStack } from "../estate/estate";
import { assumedOf } from "../estate/organizations";
import { startSampleModel } from "../model/sample-model";
import { notAsAssumed } from "../readings/options";
import { scenarios } from "../scenarios";
import { type Play, type Scenario, Stage } from "../scenarios/scenario";
import { SignInRefusal } from "../scenarios/sign-in";
import { Unplayable } from "../scenarios/unplayable";
import { serveEstate } from "../serve/serve";
import { answering, type Chosen, type Options, type Plan } from "./options";
import { type Output, Progress } from "./progress";
import {
  detailLines,
  environmentHeading,
  flowHeading,
  heading,
  type Played,
  type Run,
  stackTable,
  summary,
  toJson,
  verdictLine,
  warningLines,
} from "./report";

/** The LOB that is shipped so that somebody is refused. */
const shippedOutsider = { name: "lob-b", account: "444444444444" };

/** What a stack's program warned of; of what is shipped to be warned of, that it is so on purpose. */
function explained({ name, config }: Stack, warning: string): string {
  const isShipped = name === shippedOutsider.name && config.account === shippedOutsider.account;
  return isShipped && warning.includes("is not among the children")
    ? `${warning} (on purpose: ${name} is shipped to show a LOB that is refused)`
    : warning;
}

/** What a green run would hide: what a stack names and the project as a whole lacks, and a LOB without anybody. */
function besides(whole: Project, stack: Stack): string[] {
  if (isShared(stack)) {
    return lobsWithoutStack(whole, stack);
  }
  if (isParent(stack)) {
    return childrenWithoutStack(whole, stack);
  }
  const isEmpty = isChild(stack) && stack.config.sharedStack !== undefined && stack.config.userProfiles.length === 0;
  return isEmpty ? ["userProfiles is empty: nobody has a Studio there"] : [];
}

async function bringUp(
  estate: Estate,
  { project }: Environment,
  whole: Project,
  progress: Progress,
): Promise<UpStack[]> {
  const up: UpStack[] = [];
  for (const stack of project.stacks) {
    progress.doing(`bringing up ${stack.name}`);
    const done = await estate.up(stack);
    const warnings = done.warnings.map((warning) => explained(stack, warning));
    up.push({ ...done, warnings: [...warnings, ...besides(whole, stack), ...assumedOf(stack)] });
  }
  progress.detail([stackTable(project, up), ...warningLines(up)].join("\n"));
  return up;
}

/** Plays a scenario, where the project's own stacks can. */
async function played(scenario: Scenario, stage: Stage): Promise<Play & Pick<Played, "isPlayable">> {
  try {
    return { isPlayable: true, ...(await scenario.play(stage)) };
  } catch (error) {
    if (error instanceof Unplayable) {
      return { isPlayable: false, ok: false, actual: `not playable, because ${error.message}`, notes: [] };
    }
    if (error instanceof SignInRefusal) {
      return { isPlayable: true, ok: false, actual: error.message, notes: [] };
    }
    throw error;
  }
}

async function playAll(chosen: readonly Scenario[], stage: Stage, progress: Progress): Promise<Played[]> {
  const all: Played[] = [];
  for (const scenario of chosen) {
    const { id, flow, expected } = scenario;
    const before = all.at(-1);
    if (flow !== before?.flow) {
      progress.detail(flowHeading(flow));
    }
    progress.doing(id);
    const started = performance.now();
    const done = {
      id,
      flow,
      expected,
      ...(await played(scenario, stage)),
      ms: Math.round(performance.now() - started),
    };
    progress.done(verdictLine(done));
    const details = detailLines(done, flow === before?.flow ? before : undefined);
    if (done.ok) {
      progress.detail(details);
    } else {
      progress.done(details);
    }
    all.push(done);
  }
  if (all.length === 0) {
    const names = stage.project.stacks.filter(isChild).map(shownName).join(", ");
    progress.done(`Nothing to play: ${names} names neither a parent's nor a hub's stack of this project.`);
  }
  return all;
}

/** Brings an environment up, plays its scenarios, and then works on it while it stands. */
async function playPlan(
  { environment, scenarios: ids }: Plan,
  {
    project: whole,
    payloads,
    readings,
    model,
    isOwnModel,
    makeDeployer,
  }: Pick<Chosen, "project" | "payloads" | "readings"> & {
    model: URL;
    isOwnModel: boolean;
    makeDeployer: MakeDeployer;
  },
  progress: Progress,
  afterwards: (run: Run, stage: Stage) => Promise<void>,
): Promise<void> {
  const { name, project } = environment;
  const estate = await Estate.found(project, model, makeDeployer, readings, isOwnModel);
  try {
    const stacks = await bringUp(estate, environment, whole, progress);
    const chosen = scenarios.filter(({ id }) => ids.includes(id));
    const stage = new Stage(project, estate, payloads);
    try {
      await afterwards({ environment: name, stacks, scenarios: await playAll(chosen, stage, progress) }, stage);
    } finally {
      await stage.close();
    }
  } finally {
    await estate.close();
  }
}

function writeAnswer(file: string, runs: readonly Run[]): void {
  const answer = runs.flatMap((run) => run.scenarios).find(({ id }) => id === answering)?.answer;
  if (answer === undefined) {
    process.stderr.write(`--output is "${file}", but the model gave no answer: see why ${answering} failed\n`);
    return;
  }
  writeFileSync(file, answer);
}

/** Says how a run ended, and writes the model's answer where that was asked for. */
function report(runs: readonly Run[], options: Options, started: number, progress: Progress, out: Output): void {
  const { json, output } = options;
  if (json === true) {
    out.write(`${toJson(runs)}\n`);
  }
  progress.done(summary(runs, performance.now() - started, options));
  if (output !== undefined) {
    writeAnswer(output, runs);
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
 * @param out where the text goes. Default: standard output.
 * @returns whether every scenario went as expected; one that can't be played didn't, unless that is allowed.
 */
export async function play(
  options: Options,
  chosen: Chosen,
  interrupted: () => Promise<void>,
  out: Output = process.stdout,
): Promise<boolean> {
  const started = performance.now();
  const progress = new Progress(options.json ? "nothing" : options.quiet ? "results" : "everything", out);
  const { project, plans, payloads, port, readings } = chosen;
  const engine = options.engine === true ? await startEngine() : undefined;
  const makeDeployer = engine?.deployer ?? inProcess;
  const model = chosen.model ?? (await startSampleModel());
  const runs: Run[] = [];
  try {
    progress.detail(heading([...new Set(plans.flatMap(({ environment }) => environment.project.stacks))]));
    if (options.readings === true) {
      const { playAllReadings }: typeof import("../readings/run") = require("../readings/run");
      return await playAllReadings(chosen, model.url, options.json === true, progress, (text) => out.write(text));
    }
    for (const line of notAsAssumed(readings)) {
      progress.done(line);
    }
    for (const plan of plans) {
      if (plans.length > 1) {
        progress.done(environmentHeading(plan.environment.name));
      }
      await playPlan(
        plan,
        { project, payloads, readings, model: model.url, isOwnModel: chosen.model !== undefined, makeDeployer },
        progress,
        async (run, stage) => {
          runs.push(run);
          if (runs.length === plans.length) {
            report(runs, options, started, progress, out);
          }
          if (port !== undefined) {
            await serveEstate(stage, port, (line) => out.write(`${line}\n`), interrupted());
          }
        },
      );
    }
    const all = runs.flatMap((run) => run.scenarios);
    return all.every(({ ok, isPlayable }) => (isPlayable ? ok : options.allowUnplayable === true));
  } finally {
    progress.stop();
    await model.close();
    await engine?.close();
  }
}
