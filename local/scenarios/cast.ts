import { freeRange, usualPrefix } from "../../scripts/onboard/free-range";
import { firstParent } from "../../stacks/project/environments";
import {
  accountsOf,
  type ChildStack,
  childrenOfParent,
  hubOf,
  isChild,
  isShared,
  type ParentStack,
  type SharedStack,
  shownName,
} from "../../stacks/project/roles";
import { makeStack, type Project } from "../../stacks/project/stack";
import type { Estate } from "../estate/estate";
import { organizationOf } from "../estate/organizations";
import { Unplayable } from "./unplayable";

/** Who takes part in a flow of cross-account inference. */
export interface Cast {
  readonly parent: ParentStack;
  readonly child: ChildStack;
  /** The hub that calls go through, where the parent or the child names one. */
  readonly hub: SharedStack | undefined;
}

/** Whether a parent's config trusts an account. */
export function trusts({ config }: ParentStack, account: string): boolean {
  const { children } = config.invokeRole;
  return children === "organization" || children.includes(account);
}

/** The first name that neither a stack of the project nor a LOB of its hubs has. */
export function freeName(project: Project, wanted: string): string {
  const lobs = project.stacks.filter(isShared).flatMap(({ config }) => config.lobs.map(({ name }) => name));
  const taken = new Set([...project.stacks.map(({ name }) => name), ...lobs]);
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

/** The first CIDR block of a hub's supernet that no LOB of the project has, smaller where there is little room. */
function lobRange(project: Project, { name, config }: SharedStack): string {
  const taken = project.stacks
    .filter(isChild)
    .flatMap(({ config: child }) => (child.vpcCidr === undefined ? [] : [child.vpcCidr]));
  const range = freeRange(config.lobSupernet, usualPrefix, taken);
  if (range === undefined) {
    throw new Unplayable(
      `lobSupernet ${config.lobSupernet} of stack ${name} has no room for the LOB that this scenario adds: widen it`,
    );
  }
  return range;
}

/** A child's stack as a person would write its file, with the hub's where there is one: it lists the new LOB. */
export function newChild(
  project: Project,
  { wanted, account, parent, hub }: NewChild,
): { child: ChildStack; hub: SharedStack | undefined } {
  const name = freeName(project, wanted);
  const listed = hub?.config.lobs.find((lob) => lob.account === account);
  const { namePrefix, rolePath } = (hub ?? parent)?.config ?? {};
  const child = makeStack(name, {
    role: "child",
    account,
    region: (hub ?? parent)?.config.region ?? "",
    ...(namePrefix !== undefined && { namePrefix }),
    ...(rolePath !== undefined && { rolePath }),
    ...(parent !== undefined && { parentStack: parent.name }),
    ...(hub !== undefined && {
      sharedStack: hub.name,
      lob: listed?.name ?? name,
      vpcCidr: lobRange(project, hub),
      userProfiles: JSON.stringify([`user-${name}`]),
    }),
  });
  if (!isChild(child)) {
    throw new Error(`stack ${name} should be a child`);
  }
  return { child, hub: hub === undefined || listed !== undefined ? hub : withLob(hub, { name, account }) };
}

/** What a made-up child is to be. */
export interface NewChild {
  readonly wanted: string;
  readonly account: string;
  readonly parent: ParentStack | undefined;
  readonly hub: SharedStack | undefined;
}

/** The hub's stack with one more LOB in its list, and in its share where that is for accounts that config names. */
function withLob(hub: SharedStack, lob: { readonly name: string; readonly account: string }): SharedStack {
  const { lobs, shareWith } = hub.config;
  const isForAccounts = shareWith.length > 0 && shareWith.every((principal) => !principal.startsWith("arn:"));
  const stack = makeStack(hub.name, {
    ...hub.texts,
    lobs: JSON.stringify([...lobs, lob]),
    ...(isForAccounts && { shareWith: JSON.stringify([...new Set([...shareWith, lob.account])]) }),
  });
  if (!isShared(stack)) {
    throw new Error(`stack ${hub.name} should be shared`);
  }
  return stack;
}

/** The parent that scenarios are played with. */
function theParent(project: Project): ParentStack {
  const parent = firstParent(project);
  if (parent === undefined) {
    throw new Error("a project without a parent has no inference scenario");
  }
  return parent;
}

/** Why a parent has no child that could call it, and what to change. */
function nobodyTrusted({ name, config }: ParentStack, own: readonly ChildStack[]): Unplayable {
  const { children } = config.invokeRole;
  if (own.length === 0) {
    const whose = children === "organization" ? "an account of the organization" : `account ${children.join(" or ")}`;
    return new Unplayable(
      `no stack here names stack ${name} as its parent: write a Pulumi.<stack>.yaml with role: child and parentStack: ${name} for ${whose}`,
    );
  }
  const wanted = own.map((child) => `"${child.config.account}" of ${shownName(child)}`).join(" or ");
  return new Unplayable(`stack ${name} trusts no child here: add ${wanted} to children in Pulumi.${name}.yaml`);
}

/**
 * A parent and a child that it trusts, both the project's own: a made-up one would prove nothing about them.
 *
 * @throws Unplayable when it trusts none of the project's children.
 */
export function trustedCast(project: Project): Cast {
  const parent = theParent(project);
  const own = childrenOfParent(project, parent);
  const child = own.find(({ config }) => trusts(parent, config.account));
  if (child === undefined) {
    throw nobodyTrusted(parent, own);
  }
  return { parent, child, hub: hubOf(project, child) };
}

/** A parent and a child that it doesn't trust: the project's own, or an outsider that is made up. */
export function untrustedCast(project: Project): Cast {
  const parent = theParent(project);
  const child = childrenOfParent(project, parent).find(({ config }) => !trusts(parent, config.account));
  if (child !== undefined) {
    return { parent, child, hub: hubOf(project, child) };
  }
  const made = { wanted: "scenario-outsider", account: freeAccount(project), parent, hub: hubOf(project, parent) };
  return { parent, ...newChild(project, made) };
}

/** A note for a child that the project doesn't have: it is made up. */
export function madeUp(project: Project, child: ChildStack): string[] {
  const { name, config } = child;
  const what = config.sharedStack === undefined ? "an account" : "a LOB";
  return project.stacks.some((stack) => stack.name === name)
    ? []
    : [`made up: ${name} in ${config.account}, ${what} that this project doesn't have`];
}

/**
 * Makes the account of a child that isn't trusted. A listed trust must fail only because of the list, so the account is a
 * member of the organization; where the whole organization is trusted, it isn't a member.
 */
export function placeOutsider(estate: Estate, { parent, child }: Cast): void {
  const { children } = parent.config.invokeRole;
  estate.placeAccount(child.config.account, children === "organization" ? undefined : organizationOf(parent));
}

/** Makes an account a member of the organization. */
export function joinOrganization(estate: Estate, { parent, child }: Cast): void {
  estate.placeAccount(child.config.account, organizationOf(parent));
}

/** Brings up whom a flow of inference needs: the hub where there is one, the parent, the child. */
export async function bringUp(estate: Estate, { hub, parent, child }: Cast): Promise<void> {
  if (hub !== undefined) {
    await estate.up(hub);
  }
  await estate.up(parent);
  await estate.up(child);
}
