import {
  hubOf,
  isChild,
  isParent,
  isShared,
  type ParentStack,
  parentOf,
  type SharedStack,
} from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import type { Membership } from "../aws/core/world";

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

/** The organization that a hub shares with. */
export function organizationOfHub({ config }: SharedStack): Membership | undefined {
  const { organizationId: id, sharing } = config;
  return id === undefined ? undefined : { id, path: rootPath(id), sharesWithin: sharing === "organization" };
}

/** The organization that a stack's accounts are in, as the configs tell: its own, its parent's, or its hub's. */
export function homeOrganization(project: Project, stack: Stack): Membership | undefined {
  if (isShared(stack)) {
    return organizationOfHub(stack);
  }
  const parent = isParent(stack) ? stack : isChild(stack) ? parentOf(project, stack) : undefined;
  const demanded = parent === undefined ? undefined : organizationOf(parent);
  const hub = isParent(stack) || isChild(stack) ? hubOf(project, stack) : undefined;
  const shared = hub === undefined ? undefined : organizationOfHub(hub);
  return demanded === undefined ? shared : { ...shared, ...demanded };
}
