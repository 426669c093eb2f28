import type { ChildConfig, ParentConfig, SharedConfig } from "../config-schemas";
import type { Project, Stack } from "./stack";

/** A stack of a given role. */
export type SharedStack = Stack & { readonly config: SharedConfig };
export type ParentStack = Stack & { readonly config: ParentConfig };
export type ChildStack = Stack & { readonly config: ChildConfig };

export function isShared(stack: Stack): stack is SharedStack {
  return stack.config.role === "shared";
}

export function isParent(stack: Stack): stack is ParentStack {
  return stack.config.role === "parent";
}

export function isChild(stack: Stack): stack is ChildStack {
  return stack.config.role === "child";
}

/** Whether a reference is a stack of the project, by its short name or as organization/project/stack. */
function isReferenceTo(project: Project, reference: string | undefined, { name }: Stack): boolean {
  return reference === name || (reference ?? "").split("/").slice(1).join("/") === `${project.name}/${name}`;
}

/** Whether a child reads a parent's stack. */
export function readsParent(project: Project, { config }: ChildStack, parent: ParentStack): boolean {
  return isReferenceTo(project, config.parentStack, parent);
}

/** The project's hub that a parent or a child names, if any. */
export function hubOf(project: Project, { config }: ParentStack | ChildStack): SharedStack | undefined {
  return project.stacks.filter(isShared).find((shared) => isReferenceTo(project, config.sharedStack, shared));
}

/** The stacks of a hub's LOBs. */
export function childrenOfHub(project: Project, hub: SharedStack): ChildStack[] {
  return project.stacks.filter(isChild).filter((child) => hubOf(project, child)?.name === hub.name);
}

/** The children that read a parent. */
export function childrenOfParent(project: Project, parent: ParentStack): ChildStack[] {
  return project.stacks.filter(isChild).filter((child) => readsParent(project, child, parent));
}

/** The parents that name a hub, or that its LOBs read. */
export function parentsOfHub(project: Project, hub: SharedStack): ParentStack[] {
  const children = childrenOfHub(project, hub);
  return project.stacks
    .filter(isParent)
    .filter(
      (parent) =>
        hubOf(project, parent)?.name === hub.name || children.some((child) => readsParent(project, child, parent)),
    );
}

/** The parent that a child reads, if it is one of the project. */
export function parentOf(project: Project, child: ChildStack): ParentStack | undefined {
  return project.stacks.filter(isParent).find((parent) => readsParent(project, child, parent));
}

/** The stacks of a project whose outputs a stack reads. */
export function sourcesOf(project: Project, stack: Stack): Stack[] {
  const hub = isParent(stack) || isChild(stack) ? hubOf(project, stack) : undefined;
  const parent = isChild(stack) ? parentOf(project, stack) : undefined;
  return [hub, parent].flatMap((source) => source ?? []);
}

/** A stack's own account, and those that it lists. */
export function accountsOf(stack: Stack): readonly string[] {
  const { account } = stack.config;
  if (isShared(stack)) {
    return [account, ...stack.config.lobs.map((lob) => lob.account), ...stack.config.modelAccounts];
  }
  if (isParent(stack)) {
    const { children } = stack.config.invokeRole;
    return [account, ...(children === "organization" ? [] : children)];
  }
  return [account];
}

/** The regions of stacks, each once. */
export function regionsOf(stacks: readonly Stack[]): string[] {
  return [...new Set(stacks.map(({ config }) => config.region))];
}

/** A stack's name as reports show it: with its LOB, if that has another name, such as `child (lob-a)`. */
export function shownName(stack: Stack): string {
  const lob = isChild(stack) && stack.config.sharedStack !== undefined ? stack.config.lob : undefined;
  return lob === undefined || lob === stack.name ? stack.name : `${stack.name} (${lob})`;
}
