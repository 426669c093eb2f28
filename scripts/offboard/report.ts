import type { Project } from "../../stacks/project/stack";
import type { Change } from "../onboard/changes";
import { commandLines } from "../onboard/report";
import { foundLine, planLines } from "../teardown/report";
import type { Survey } from "../teardown/survey";
import type { Lob } from "./choose";
import { isOnlyChild, parentsOf } from "./files";
import type { Member } from "./people";

/** All that is deleted with a LOB, in order. */
export function lobLines(
  { lob, account, hub, child }: Lob,
  { targets }: Survey,
  members: readonly Member[],
  changes: readonly Change[],
): string[] {
  const names = members.map(({ user }) => user);
  const width = Math.max(...changes.map(({ name }) => name.length));
  return [
    `LOB ${lob} behind stack ${hub.name}, to be taken out in this order:`,
    ...(child === undefined
      ? [`  no stack file here belongs to it: what account ${account} holds isn't known and stays`]
      : planLines("", [child], targets).slice(1)),
    ...(names.length === 0
      ? []
      : [
          `  ${foundLine({ one: "user", many: "users", names })}, out of user pool and Users table of stack ${hub.name}`,
        ]),
    ...changes.map(
      ({ name, text, what }) => `  ${name.padEnd(width)}  ${text === undefined ? "the file itself" : what}`,
    ),
  ];
}

/** What the hub's `up` will do: only the LOB's rows, and without an organization the policies that list accounts. */
function hubNote({ account, hub }: Lob): string {
  const { organizationId, shareWith } = hub.config;
  const isShared = shareWith.length === 0 || shareWith.includes(account);
  const deleted = isShared ? `the LOB's row and account ${account} in the share` : "the LOB's row";
  const changed = organizationId === undefined ? "the policies that list accounts" : "nothing else";
  return `The up of stack ${hub.name} deletes ${deleted}, and changes ${changed}.`;
}

/** Which parents still trust the LOB's account, a sentence each with what to do. */
function trustNotes(project: Project, lob: Lob): string[] {
  const { account, child } = lob;
  const reference = child?.config.parentStack;
  const parents = parentsOf(project, lob);
  const isForeign = reference?.includes("/") === true && !parents.some(({ name }) => reference.endsWith(`/${name}`));
  return [
    ...parents.flatMap((parent) => {
      const { name, config } = parent;
      if (config.invokeRole.children === "organization") {
        return [
          `Stack ${name} trusts every account of its organization, so also ${account} as long as it is a member.`,
        ];
      }
      return isOnlyChild(parent, account)
        ? [
            `Stack ${name} still trusts account ${account}, the only one in its children, which can't be empty: put another there, or take it down, npm run teardown -- --stack ${name}.`,
          ]
        : [];
    }),
    ...(isForeign
      ? [`Stack ${reference} is of another project: have account ${account} removed from its children there.`]
      : []),
  ];
}

/** What the operator has to know or decide, a sentence each. */
export function notes(project: Project, lob: Lob, members: readonly Member[], changes: readonly Change[]): string[] {
  return [
    ...trustNotes(project, lob),
    ...(members.length === 0
      ? []
      : ["Take its users out of the file that npm run populate reads: it refuses a LOB that isn't there."]),
    ...(changes.some(({ stack }) => stack === lob.hub.name) ? [hubNote(lob)] : []),
  ];
}

/** The next commands. */
export function nextLines(project: Project, { child }: Lob, { known }: Survey, changes: readonly Change[]): string[] {
  const ups = project.stacks.filter(({ name }) => name !== child?.name && changes.some(({ stack }) => stack === name));
  return commandLines([
    ["npm start"],
    ...ups.map(({ name, config }) => [`npx pulumi up --stack ${name}`, config.account] as const),
    // The empty stack; without it, its name is free again.
    ...known.map((name) => [`npx pulumi stack rm ${name}`] as const),
  ]);
}
