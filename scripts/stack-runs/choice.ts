import { Refusal } from "../../common/refusal";
import { type Mistake, show } from "../../common/validation";
import { environmentOf } from "../../stacks/project/environments";
import type { Project, Stack } from "../../stacks/project/stack";
import { type CredentialPlaces, type Profiles, readStackOptions, type StackOptions } from "../support/credentials";

/** How many stacks are worked on side by side by default. */
export const usualParallel = 4;

/** Most stacks side by side: the processes of each take some 530 MB (docs/performance.md). */
const mostParallel = 64;

/** Options of a command that works on stacks side by side. */
export interface ChoiceOptions extends StackOptions {
  readonly environment?: readonly string[];
  /** A number as it was typed. */
  readonly parallel?: string;
}

/** What these options come to. */
export interface Choice {
  /** In the order in which they come up. */
  readonly stacks: readonly Stack[];
  readonly profiles: Profiles;
  readonly parallel: number;
}

/** The stacks that `--environment` names; undefined where it isn't given. */
function ofEnvironments(project: Project, names: readonly string[] | undefined, mistakes: Mistake[]) {
  if (names === undefined) {
    return undefined;
  }
  return names.flatMap((name) => {
    const found = environmentOf(project, name);
    if (typeof found === "string") {
      mistakes.push({ property: "--environment", reason: found });
      return [];
    }
    return found.project.stacks.map((stack) => stack.name);
  });
}

function parallelOf(text: string | undefined, mistakes: Mistake[]): number {
  const parallel = text === undefined ? usualParallel : /^\d+$/.test(text) ? Number(text) : 0;
  if (parallel < 1 || parallel > mostParallel) {
    mistakes.push({
      property: "--parallel",
      reason: `is ${show(text)}: give a number of stacks, 1 to ${mostParallel}`,
    });
  }
  return parallel;
}

/**
 * Reads which stacks to work on, with which credentials, and how many side by side.
 *
 * @param command its name in refusals.
 * @param more what is wrong with its other options.
 * @throws Refusal naming every value that is wrong.
 */
export function readChoice(
  command: string,
  options: ChoiceOptions,
  project: Project,
  places: CredentialPlaces,
  more: readonly Mistake[] = [],
): Choice {
  const { stack, environment } = options;
  const mistakes: Mistake[] = [];
  const ofEnvironment = ofEnvironments(project, environment, mistakes);
  if (stack !== undefined && environment !== undefined) {
    mistakes.push({ property: "--environment", reason: "can't be given with --stack: leave one of the two out" });
  }
  const parallel = parallelOf(options.parallel, mistakes);
  mistakes.push(...more);
  try {
    const { chosen, profiles } = readStackOptions(command, options, project.stacks, places);
    if (mistakes.length === 0) {
      const isChosen = ({ name }: Stack) => chosen.has(name) && (ofEnvironment?.includes(name) ?? true);
      return { stacks: project.stacks.filter(isChosen), profiles, parallel };
    }
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    mistakes.unshift(...error.mistakes);
  }
  throw new Refusal(command, mistakes);
}
