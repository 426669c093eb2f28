import {
  hubOf,
  isChild,
  isParent,
  isShared,
  type ParentStack,
  parentOf,
  parentsOfHub,
  type SharedStack,
} from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import type { Membership } from "../aws";

/** The path that an account has where nothing tells another. */
function rootPath(id: string): string {
  return `${id}/r-root/`;
}

/** The organization that a parent's callers must be in, in the first path that the parent demands. */
export function organizationOf({ config }: ParentStack): Membership | undefined {
  const { organizationId, organizationPaths = [] } = config.invokeRole;
  const path = organizationPaths[0]?.replace(/\*$/, "");
  const id = organizationId ?? path?.split("/")[0];
  return id === undefined ? undefined : { id, path: path ?? rootPath(id) };
}

/**
 * The organization of a hub's accounts where config names none and the hub shares within one, which it may: whatever
 * organization it is, they are its members.
 */
const unnamed: Membership = { id: "o-unnamed0000", path: rootPath("o-unnamed0000"), sharesWithin: true };

/** The organization that a hub shares with. */
export function organizationOfHub({ config }: SharedStack): Membership | undefined {
  const { organizationId: id, sharing } = config;
  const sharesWithin = sharing === "organization";
  return id === undefined ? (sharesWithin ? unnamed : undefined) : { id, path: rootPath(id), sharesWithin };
}

/** What is assumed of a stack's organization, and printed with its warnings. */
export function assumedOf(stack: Stack): string[] {
  return isShared(stack) && organizationOfHub(stack) === unnamed
    ? [
        "organizationArn is not set and sharing is organization: this run assumes that the project's accounts are in one organization; if yours are in none, set sharing: invitation",
      ]
    : [];
}

/** A hub that names no organization is in that of its parents. */
function homeOfHub(project: Project, hub: SharedStack): Membership | undefined {
  const own = organizationOfHub(hub);
  const [named] = own === unnamed ? parentsOfHub(project, hub).flatMap((parent) => organizationOf(parent) ?? []) : [];
  return named === undefined ? own : { ...unnamed, id: named.id, path: rootPath(named.id) };
}

/** The organization that a stack's accounts are in, as the configs tell: its own, its parent's, or its hub's. */
export function homeOrganization(project: Project, stack: Stack): Membership | undefined {
  if (isShared(stack)) {
    return homeOfHub(project, stack);
  }
  const parent = isParent(stack) ? stack : isChild(stack) ? parentOf(project, stack) : undefined;
  const demanded = parent === undefined ? undefined : organizationOf(parent);
  const hub = isParent(stack) || isChild(stack) ? hubOf(project, stack) : undefined;
  const shared = hub === undefined ? undefined : homeOfHub(project, hub);
  return demanded === undefined ? shared : { ...shared, ...demanded };
}
