import { jobRolesOf } from "../../infra/lob/studio-arguments";
import { chosenCapabilities, type Served, type StudioCapability } from "../../infra/lob/studio-capabilities";
import { centralServices } from "../../infra/network/endpoint-catalog";
import { type ChildStack, hubOf, type ParentStack, parentOf, type SharedStack } from "./roles";
import type { Project } from "./stack";

/** What a hub, and a parent where there is one, serve to the capabilities of a LOB's Studio. */
export function servedTo({ config }: ChildStack, hub: SharedStack, hasParent: boolean): Served {
  const { signIn, endpointServices } = hub.config;
  return {
    services: centralServices(signIn, endpointServices),
    hasParent,
    jobRoles: jobRolesOf(config),
    hasOwnRole: config.executionRoleArn !== undefined,
  };
}

/** Whether a parent lets people of an account call its models from Studio. */
function trustsStudio({ config }: ParentStack, account: string): boolean {
  const { children, studio } = config.invokeRole;
  return studio === true && (children === "organization" || children.includes(account));
}

/** The capabilities that a child's Studio gets: those that its config names, or the usual ones that can be served. */
export function studioCapabilitiesOf(project: Project, child: ChildStack): readonly StudioCapability[] {
  const hub = hubOf(project, child);
  const parent = parentOf(project, child);
  const hasParent = parent !== undefined && trustsStudio(parent, child.config.account);
  return hub === undefined ? [] : chosenCapabilities(child.config.studioCapabilities, servedTo(child, hub, hasParent));
}
