import { isRecord } from "../../common/is-record";
import { isChild, type ParentStack, parentsOfHub, readsParent } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { type Change, changed } from "../onboard/changes";
import type { ProjectFolder } from "../onboard/project-folder";
import type { Lob } from "./choose";

/** The hub no longer lists the LOB, nor its account if it shares with named accounts. */
function hubChange(folder: ProjectFolder, { lob, account, hub }: Lob): Change[] {
  const file = folder.fileOf(hub.name);
  const unlisted = file.without("lobs", (item) => isRecord(item) && item.name === lob);
  const unshared = unlisted.without("shareWith", (item) => item === account);
  const what = [
    ...(unlisted === file ? [] : [`lobs without ${lob}`]),
    ...(unshared === unlisted ? [] : [`shareWith without ${account}`]),
  ];
  return changed(file, unshared, what.join(", "));
}

/**
 * The parents behind a LOB's hub, or that LOBs of that hub call, if no other stack of the project needs its account.
 */
export function parentsOf(project: Project, { account, hub, child }: Lob): ParentStack[] {
  const others = project.stacks.filter(isChild).filter((other) => other !== child && other.config.account === account);
  return parentsOfHub(project, hub).filter((parent) => !others.some((other) => readsParent(project, other, parent)));
}

/** Whether an account is the only one that a parent lists. A parent needs one, so it stays. */
export function isOnlyChild({ config }: ParentStack, account: string): boolean {
  const { children } = config.invokeRole;
  return children !== "organization" && children.length === 1 && children[0] === account;
}

function parentChange(folder: ProjectFolder, parent: ParentStack, { account }: Lob): Change[] {
  const file = folder.fileOf(parent.name);
  return isOnlyChild(parent, account)
    ? []
    : changed(
        file,
        file.without("children", (item) => item === account),
        `children without ${account}`,
      );
}

/**
 * Every file that a LOB's removal changes, in order: the hub's, the parents', and last its own, which shows that work
 * is left.
 *
 * @throws Refusal if a list is written in a way that nothing can be removed from.
 */
export function changesFor(folder: ProjectFolder, project: Project, lob: Lob): Change[] {
  const { child } = lob;
  const own = child === undefined ? undefined : folder.fileOf(child.name);
  return [
    ...hubChange(folder, lob),
    ...parentsOf(project, lob).flatMap((parent) => parentChange(folder, parent, lob)),
    ...(own === undefined
      ? []
      : [{ stack: own.stack, name: own.name, before: own.text, text: undefined, what: `stack ${own.stack}` }]),
  ];
}
