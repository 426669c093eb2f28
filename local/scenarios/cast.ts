import { makeStack, type Project } from "../deploy/project-files";
import {
  accountsOf,
  type ChildStack,
  type Estate,
  isChild,
  isParent,
  organizationOf,
  type ParentStack,
  readsParent,
} from "../estate";
import { UsersMistake } from "../users-mistake";
import type { Cast } from "./scenario";

/** The project has nobody to play a scenario with. */
export class NoCast extends UsersMistake {}

/** Whether a parent's config trusts an account. */
export function trusts({ config }: ParentStack, account: string): boolean {
  const { children } = config.invokeRole;
  return children === "organization" || children.includes(account);
}

/** The first stack name that no stack of the project has. */
function freeStackName(project: Project, wanted: string): string {
  const taken = new Set(project.stacks.map(({ name }) => name));
  const candidates = [wanted, ...Array.from({ length: taken.size }, (_, index) => `${wanted}-${index + 2}`)];
  return candidates.find((name) => !taken.has(name)) ?? wanted;
}

/** The first account id of the kind 555555555555 or 900000000000 that the project doesn't name. */
export function freeAccount(project: Project): string {
  const taken = new Set(project.stacks.flatMap(accountsOf));
  const candidates = [
    "555555555555",
    "666666666666",
    ...Array.from({ length: taken.size + 1 }, (_, index) => String(900_000_000_000 + index)),
  ];
  return candidates.find((id) => !taken.has(id)) ?? "";
}

/** A child's stack as a person would write its file. */
function newChild(project: Project, parent: ParentStack, wanted: string, account: string): ChildStack {
  const stack = makeStack(freeStackName(project, wanted), {
    role: "child",
    account,
    region: parent.config.region,
    parentStack: parent.name,
  });
  if (!isChild(stack)) {
    throw new Error(`stack ${stack.name} should be a child`);
  }
  return stack;
}

/**
 * The parent that scenarios are played with: the first that a child reads, or else the first.
 *
 * @throws NoCast when the project has no parent.
 */
export function theParent(project: Project): ParentStack {
  const parents = project.stacks.filter(isParent);
  const children = project.stacks.filter(isChild);
  const parent =
    parents.find((candidate) => children.some((child) => readsParent(project, child, candidate))) ?? parents[0];
  if (parent === undefined) {
    throw new NoCast(
      "no stack of this project is a parent: add a Pulumi.<stack>.yaml with role: parent, or set the role of one",
    );
  }
  return parent;
}

/** The first of the project's own children that a parent trusts, or doesn't. */
function ownChild(project: Project, parent: ParentStack, trusted: boolean): ChildStack | undefined {
  return project.stacks
    .filter(isChild)
    .find((child) => readsParent(project, child, parent) && trusts(parent, child.config.account) === trusted);
}

/** A parent and a child that it trusts: the project's own, or a child made up for an account that the parent trusts. */
export function trustedCast(project: Project): Cast {
  const parent = theParent(project);
  const { children } = parent.config.invokeRole;
  const account = children === "organization" ? freeAccount(project) : (children[0] ?? "");
  return { parent, child: ownChild(project, parent, true) ?? newChild(project, parent, "scenario-child", account) };
}

/** A parent and a child that it doesn't trust: the project's own, or one made up. */
export function untrustedCast(project: Project): Cast {
  const parent = theParent(project);
  const child =
    ownChild(project, parent, false) ?? newChild(project, parent, "scenario-outsider", freeAccount(project));
  return { parent, child };
}

/**
 * Makes the account of a child that isn't trusted. A listed trust is to fail for the list alone, so the account is a
 * member of the organization; where the whole organization is trusted, it is none.
 */
export function placeOutsider(estate: Estate, { parent, child }: Cast): void {
  const { children } = parent.config.invokeRole;
  estate.placeAccount(child.config.account, children === "organization" ? undefined : organizationOf(parent));
}

/** Makes an account a member of the organization. */
export function joinOrganization(estate: Estate, { parent, child }: Cast): void {
  estate.placeAccount(child.config.account, organizationOf(parent));
}
