import type { Mistake } from "../../common/validation";
import { type ChildStack, hubOf, isChild, isShared, parentOf, sourcesOf } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import type { StackState } from "../engine/stack-state";

/** What is to be deleted of a kind, by name. */
export interface Found {
  readonly one: string;
  readonly many: string;
  readonly names: readonly string[];
}

/** A stack that is up, with its Studio in AWS. */
export interface Target {
  readonly stack: Stack;
  readonly state: StackState;
  /** Ids of the Studio domains. */
  readonly domains: readonly string[];
  /** What is in them. */
  readonly found: readonly Found[];
}

/** The stacks to take down, each after those that read it. */
export function inOrder(project: Project, chosen: ReadonlySet<string>): Stack[] {
  return [...project.stacks].reverse().filter(({ name }) => chosen.has(name));
}

/** The stacks of a project that read a stack's outputs. */
export function readersOf(project: Project, stack: Stack): Stack[] {
  return project.stacks.filter((reader) => sourcesOf(project, reader).some(({ name }) => name === stack.name));
}

/** Why a stack must stay up: other stacks that are up read it. */
export function readerMistakes(stack: Stack, readersUp: readonly Stack[]): Mistake[] {
  if (readersUp.length === 0) {
    return [];
  }
  const names = readersUp.map(({ name }) => name);
  const [read, them] = names.length === 1 ? ["which is up", "it"] : ["which are up", "them"];
  const what = `is read by ${names.join(", ")}, ${read}: take ${them} down first, or together with it: --stack ${[...names, stack.name].join(" ")}`;
  return [{ property: `stack ${stack.name}`, reason: what }];
}

/** Where a remaining stack still names a deleted one, a sentence each with what to do. */
export function leftBehind(project: Project, gone: readonly Stack[]): string[] {
  const stays = (stack: Stack | undefined) => stack !== undefined && !gone.includes(stack);
  return gone.filter(isChild).flatMap((child) => {
    const { lob, account } = child.config;
    const hub = hubOf(project, child);
    const parent = parentOf(project, child);
    const places = [
      ...(hub && stays(hub) && hub.config.lobs.some(({ name }) => name === lob) ? [{ key: "lobs", stack: hub }] : []),
      ...(parent && stays(parent) && parent.config.invokeRole.children.includes(account)
        ? [{ key: "children", stack: parent }]
        : []),
    ];
    return places.map(
      ({ key, stack }) =>
        `${key} of Pulumi.${stack.name}.yaml still names ${key === "lobs" ? lob : account}: remove it there, and npx pulumi up --stack ${stack.name}`,
    );
  });
}

/** A stack of a LOB that has its Studio, or its network, by the state. */
export function hasStudio<T extends Pick<Target, "stack" | "state">>(
  target: T,
): target is T & { readonly stack: ChildStack } {
  const { domainIds, vpcIds } = target.state;
  return isChild(target.stack) && [...domainIds, ...vpcIds].length > 0;
}

/** What the destruction of a role's stack loses for good. */
export function lossesOf({ stack, domains }: Pick<Target, "stack" | "domains">): string[] {
  return [
    ...(domains.length === 0 ? [] : ["the home directories of its users"]),
    ...(isShared(stack) ? ["its user pool and its tables"] : []),
  ];
}
