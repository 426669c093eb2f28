import * as v from "valibot";
import { isRecord } from "../../common/is-record";
import { accountId } from "../../infra/support/schemas";
import { childFileText } from "./child-file";
import type { Given } from "./options";
import type { Plan } from "./plan";
import type { ProjectFolder } from "./project-folder";
import type { StackFile } from "./stack-file";

/** A planned change of a file of the project. */
export interface Change {
  readonly stack: string;
  /** The file's own name. */
  readonly name: string;
  /** Its current text; undefined if there is none yet. */
  readonly before: string | undefined;
  /** Its new text; undefined if it is removed. */
  readonly text: string | undefined;
  /** A short description. */
  readonly what: string;
}

/** How a file of the project changes; nothing if it stays as it is. */
export function changed(before: StackFile, after: StackFile, what: string): Change[] {
  return before.text === after.text
    ? []
    : [{ stack: before.stack, name: before.name, before: before.text, text: after.text, what }];
}

/** The hub lists the LOB, and its account if the hub shares with named accounts. */
function hubChange(folder: ProjectFolder, { lob, account, hub }: Plan): Change[] {
  const file = folder.fileOf(hub.name);
  const isListed = file.list("lobs").some((listed) => isRecord(listed) && listed.name === lob);
  const listing = isListed ? file : file.with("lobs", { name: lob, account });
  const { shareWith } = hub.config;
  const areAccounts = shareWith.length > 0 && shareWith.every((principal) => v.is(accountId, principal));
  const isLeftOut = areAccounts && !shareWith.includes(account);
  return isLeftOut
    ? changed(file, listing.with("shareWith", account), `${isListed ? "" : "lobs and "}shareWith`)
    : changed(file, listing, "lobs");
}

/** Whether the LOB's account may assume the role of the parent that it reads, as far as the project's files show. */
export function isTrusted({ account, parent }: Plan): boolean {
  const trusted = parent?.stack?.config.invokeRole.children ?? [];
  return trusted === "organization" || trusted.includes(account);
}

function parentChange(folder: ProjectFolder, plan: Plan): Change[] {
  const parent = plan.parent?.stack;
  if (parent === undefined || isTrusted(plan)) {
    return [];
  }
  const file = folder.fileOf(parent.name);
  return changed(file, file.with("children", plan.account), "children");
}

/**
 * Every file that a new LOB changes: its own, the hub's, and with `--trust` the parent's.
 *
 * @throws Refusal if a list is written in a way that can't be added to.
 */
export function changesFor(folder: ProjectFolder, plan: Plan, { trust }: Given): Change[] {
  const text = childFileText(plan, folder.fileOf(plan.hub.name));
  return [
    { stack: plan.stack, name: `Pulumi.${plan.stack}.yaml`, before: undefined, text, what: `stack ${plan.stack}` },
    ...hubChange(folder, plan),
    ...(trust === true ? parentChange(folder, plan) : []),
  ];
}
