import { didYouMean } from "../../common/did-you-mean";
import { UsersMistake } from "../../common/users-mistake";
import { show } from "../../common/validation";
import {
  type ChildStack,
  childrenOfHub,
  childrenOfParent,
  hubOf,
  isChild,
  isParent,
  isShared,
  type ParentStack,
  parentOf,
  parentsOfHub,
  readsParent,
  type SharedStack,
} from "./roles";
import type { Project, Stack } from "./stack";

/** Stacks that belong together, and the scenarios that are played under one heading. */
export interface Environment {
  /** Name of its hub's stack; without a hub its parent's, without both a child's own. */
  readonly name: string;
  /** Its own stacks, and those that they read, in the order in which they come up. */
  readonly project: Project;
  /** Whose Studio and network are played; undefined where it has none, or another heading plays them. */
  readonly hub: SharedStack | undefined;
  /** Whose endpoints are called; undefined where it has none. */
  readonly parent: ParentStack | undefined;
}

/** Options that choose among environments. */
export interface EnvironmentOptions {
  readonly environment?: string;
  readonly stack?: readonly string[];
}

function readBy(project: Project, stack: Stack): Stack[] {
  const hub = isParent(stack) || isChild(stack) ? hubOf(project, stack) : undefined;
  const parent = isChild(stack) ? parentOf(project, stack) : undefined;
  return [hub, parent].filter((read) => read !== undefined);
}

/** The project with some of its stacks, and those that they read. */
function withWhatTheyRead(project: Project, chosen: readonly Stack[]): Project {
  const reading = new Set(chosen.flatMap((stack) => [stack, ...readBy(project, stack)]));
  const all = new Set([...reading].flatMap((stack) => [stack, ...readBy(project, stack)]));
  return { ...project, stacks: project.stacks.filter((stack) => all.has(stack)) };
}

/** The parent that a child of these stacks reads, or else the first. */
export function firstParent(project: Project): ParentStack | undefined {
  const parents = project.stacks.filter(isParent);
  const children = project.stacks.filter(isChild);
  return parents.find((parent) => children.some((child) => readsParent(project, child, parent))) ?? parents[0];
}

function ofHub(project: Project, hub: SharedStack): Environment {
  const children = project.stacks.filter(isChild);
  const lobs = childrenOfHub(project, hub);
  const parents = parentsOfHub(project, hub);
  const others = children.filter(
    (child) => hubOf(project, child) === undefined && parents.some((parent) => readsParent(project, child, parent)),
  );
  const own = withWhatTheyRead(project, [hub, ...parents, ...lobs, ...others]);
  return { name: hub.name, project: own, hub, parent: firstParent(own) };
}

function ofParent(project: Project, parent: ParentStack): Environment {
  const children = childrenOfParent(project, parent);
  return { name: parent.name, project: withWhatTheyRead(project, [parent, ...children]), hub: undefined, parent };
}

function ofChild(project: Project, child: ChildStack): Environment {
  return { name: child.name, project: withWhatTheyRead(project, [child]), hub: undefined, parent: undefined };
}

/** Every hub with what belongs to it, every parent that isn't played with one, and every child by itself. */
export function environmentsOf(project: Project): readonly Environment[] {
  const hubs = project.stacks.filter(isShared).map((hub) => ofHub(project, hub));
  const parents = project.stacks
    .filter(isParent)
    .filter((parent) => hubs.every((hub) => hub.parent !== parent))
    .map((parent) => ofParent(project, parent));
  const played = new Set([...hubs, ...parents].flatMap((environment) => environment.project.stacks));
  const children = project.stacks.filter(isChild).filter((child) => !played.has(child));
  return [...hubs, ...parents, ...children.map((child) => ofChild(project, child))];
}

/** @throws UsersMistake naming the stacks there are. */
function withStacks(project: Project, names: readonly string[]): Project {
  const known = project.stacks.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const those = `there is no such stack here; the stacks are ${known.join(", ")}`;
    const near = unknown.flatMap((name) => didYouMean(name, known) ?? []);
    throw new UsersMistake([`--stack is ${unknown.map(show).join(", ")}: ${those}`, ...near].join("; "));
  }
  return withWhatTheyRead(
    project,
    project.stacks.filter(({ name }) => names.includes(name)),
  );
}

/**
 * The environment that `--environment` means: the one of a hub's or a parent's stack.
 *
 * @returns why there is none, to be read after `--environment`, where no such stack is there.
 */
export function environmentOf(project: Project, wanted: string): Environment | string {
  const found = environmentsOf(project).find(({ name, parent }) => name === wanted || parent?.name === wanted);
  if (found !== undefined) {
    return found;
  }
  const known = project.stacks.filter((stack) => !isChild(stack)).map(({ name }) => name);
  const those = known.length === 0 ? "there is none here" : `those here are ${known.join(", ")}`;
  // `dev` for `dev-shared` and `dev-parent`.
  const called = known.find((name) => name.startsWith(`${wanted}-`));
  const near = called === undefined ? didYouMean(wanted, known) : `did you mean ${called}?`;
  return [`is ${show(wanted)}: name a hub's or a parent's stack`, those, ...(near === undefined ? [] : [near])].join(
    "; ",
  );
}

/**
 * The environments that options choose. Default: all.
 *
 * @throws UsersMistake naming those there are.
 */
export function chosenEnvironments(configured: Project, options: EnvironmentOptions): readonly Environment[] {
  const project = options.stack === undefined ? configured : withStacks(configured, options.stack);
  if (options.environment === undefined) {
    return environmentsOf(project);
  }
  const found = environmentOf(project, options.environment);
  if (typeof found === "string") {
    throw new UsersMistake(`--environment ${found}`);
  }
  return [found];
}
