import { childrenOfHub } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { type Change, isTrusted } from "./changes";
import { diffOf } from "./diff";
import type { Given } from "./options";
import type { Plan } from "./plan";

/** The new LOB and its place: `LOB lob-c, account 555555555555, CIDR block 10.102.0.0/16, behind stack shared`. */
export function heading({ lob, account, range, hub }: Plan, { cidr }: Given): string {
  const free = cidr === undefined ? ", the first free one" : "";
  return `LOB ${lob}, account ${account}, CIDR block ${range}${free}, behind stack ${hub.name}`;
}

/** What happened to a file. */
function verb({ before, text }: Change): string {
  return before === undefined ? "wrote" : text === undefined ? "removed" : "changed";
}

/** A line for each file that was written or removed. */
export function changeLines(changes: readonly Change[]): string[] {
  const width = Math.max(...changes.map(({ name }) => name.length));
  return changes.map((change) => `  ${verb(change).padEnd(7)}  ${change.name.padEnd(width)}  ${change.what}`);
}

/** The planned changes, as a patch. */
export function dryRunLines(changes: readonly Change[]): string[] {
  return [...changes.map(diffOf), "Nothing was written: leave --dry-run out to write it."];
}

function trustNote(plan: Plan, { trust }: Given): string[] {
  const { parent, account, stack } = plan;
  if (parent === undefined || isTrusted(plan) || trust === true) {
    return [];
  }
  return parent.stack === undefined
    ? [
        `Stack ${parent.reference} is of another project: have account ${account} added to its children there, or calls of its endpoints will be refused.`,
      ]
    : [
        `Stack ${parent.reference} doesn't trust account ${account} yet, and refuses calls of its endpoints until it does: add "${account}" to children in its config, and bring it up before ${stack}.`,
      ];
}

function rangeNote(project: Project, { hub, lob }: Plan): string[] {
  const children = childrenOfHub(project, hub);
  const known = children.map(({ config }) => config.account);
  const unknown = hub.config.lobs.filter(({ name, account }) => name !== lob && !known.includes(account));
  const names = unknown.map(({ name }) => name).join(", ");
  return unknown.length === 0
    ? []
    : [
        `Stack ${hub.name} lists ${names}, which have no stack in this project: check that their CIDR blocks don't overlap this one.`,
      ];
}

function shareNote({ account, hub }: Plan): string[] {
  const units = hub.config.shareWith.filter((principal) => /:ou\//.test(principal));
  return units.length === 0 || hub.config.shareWith.includes(account)
    ? []
    : [`Stack ${hub.name} shares with organizational units: check that account ${account} is in one of them.`];
}

/** What the hub's `up` will do: only the LOB's rows, and without an organization the policies that list accounts. */
function hubNote({ account, hub }: Plan, changes: readonly Change[]): string[] {
  if (!changes.some(({ stack }) => stack === hub.name)) {
    return [];
  }
  const { organizationId, shareWith } = hub.config;
  const isAdded = shareWith.every((principal) => !principal.startsWith("arn:") && principal !== account);
  const added = isAdded ? `the LOB's row and account ${account} to the share` : "the LOB's row";
  const changed = organizationId === undefined ? "the policies that list accounts" : "nothing else";
  return [`The up of stack ${hub.name} adds ${added}, and changes ${changed}.`];
}

/** What the operator has to know or decide, a sentence each. */
export function notes(project: Project, plan: Plan, given: Given, changes: readonly Change[]): string[] {
  return [
    ...(plan.userProfiles.length === 0
      ? [`It has no user profiles yet: list its users in userProfiles of Pulumi.${plan.stack}.yaml.`]
      : []),
    ...trustNote(plan, given),
    ...rangeNote(project, plan),
    ...shareNote(plan),
    ...hubNote(plan, changes),
  ];
}

/** The next commands in order, each with the account whose credentials it needs, if any. */
export function commandLines(commands: readonly (readonly [command: string, account?: string])[]): string[] {
  const width = Math.max(...commands.map(([command]) => command.length));
  return [
    "Next, each with its account's credentials:",
    ...commands.map(([command, its]) => `  ${its === undefined ? command : `${command.padEnd(width)}  # ${its}`}`),
  ];
}

/** The next commands. */
export function nextLines({ stack, account, hub, parent }: Plan, changes: readonly Change[]): string[] {
  const parentStack = parent?.stack;
  const isParentChanged = changes.some((change) => change.stack === parentStack?.name);
  return commandLines([
    ["npm start"],
    [`npx pulumi up --stack ${hub.name}`, hub.config.account],
    ...(parentStack !== undefined && isParentChanged
      ? [[`npx pulumi up --stack ${parentStack.name}`, parentStack.config.account] as const]
      : []),
    [`npx pulumi stack init ${stack} && npx pulumi up --stack ${stack}`, account],
    [`npm run populate -- users.csv${hub.name === "shared" ? "" : ` --stack ${hub.name}`}`, hub.config.account],
  ]);
}
