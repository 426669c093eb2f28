import { Refusal } from "../../common/refusal";
import type { Project, Stack } from "../../stacks/project/stack";
import type { DoctorOptions } from "../doctor/command";
import { readChoice } from "../stack-runs/choice";
import { sideBySide } from "../stack-runs/side-by-side";
import type { CredentialPlaces, Profiles, StackOptions } from "../support/credentials";
import type { Terminal } from "../support/terminal";
import type { Engine } from "./engine";
import { statusDocument, statusLines } from "./report";
import { problemsOf, type Standing } from "./standing";

/** The options of `npm run status`, as they are described in its help. */
export interface StatusOptions extends StackOptions {
  readonly environment?: readonly string[];
  readonly live?: true;
  readonly json?: true;
}

/** What `npm run status` finds around it. */
export interface Surroundings extends CredentialPlaces {
  readProject(): Project;
  engine(profiles: Profiles): Engine;
  /** Runs `npm run doctor`; gives whether all is well. */
  doctor(options: DoctorOptions, terminal: Pick<Terminal, "doing" | "say">): Promise<boolean>;
  readonly terminal: Pick<Terminal, "doing" | "say">;
  now(): Date;
}

async function look(stack: Stack, engine: Engine): Promise<Standing> {
  try {
    return { stack, record: await engine.record(stack.name) };
  } catch (error) {
    if (error instanceof Refusal) {
      const unseen = error.mistakes.map(({ property, reason }) => `${property} ${reason}`).join("; ");
      return { stack, unseen };
    }
    throw error;
  }
}

/**
 * What `npm run status` does: asks the backend how each stack stands and, with `--live`, AWS as `npm run doctor` does.
 * It changes nothing. Of a stack's credentials only a profile is used: reading state takes the backend's, not the account's.
 *
 * @returns whether all stacks were looked at and nothing failed, is pending or locked and, with `--live`, has a problem.
 * @throws Refusal for wrong options, before anything is asked.
 */
export async function runStatus(options: StatusOptions, around: Surroundings): Promise<boolean> {
  const { terminal } = around;
  const project = around.readProject();
  const { stacks, profiles, parallel } = readChoice("npm run status", options, project, around);
  const profileOf = (name: string) => {
    const source = profiles.of(name);
    return typeof source === "string" ? source : undefined;
  };
  const engine = around.engine({ of: profileOf });
  const found = new Map<string, Standing>();
  await sideBySide(stacks, parallel, async (stack) => {
    terminal.doing(`reading the backend: ${found.size} of ${stacks.length} stacks`);
    found.set(stack.name, await look(stack, engine));
  });
  const standings = stacks.flatMap(({ name }) => found.get(name) ?? []);
  const isWell = standings.every((standing) => problemsOf(standing).length === 0);
  if (options.json !== true) {
    terminal.say(statusLines(standings, project.name, around.now()).join("\n"));
  }
  const said: string[] = [];
  const doctors = options.json
    ? { doing: (text: string) => terminal.doing(text), say: (text: string) => void said.push(text) }
    : terminal;
  const { profile, json } = options;
  const asked = { stack: stacks.map(({ name }) => name), ...(profile && { profile }), ...(json && { json }) };
  const isLive = options.live !== true || (await around.doctor(asked, doctors));
  if (options.json) {
    const live: unknown = options.live ? JSON.parse(said.join("")) : undefined;
    const document = { ok: isWell && isLive, stacks: statusDocument(standings, project.name), live };
    terminal.say(JSON.stringify(document, null, 2));
  }
  return isWell && isLive;
}
