import { Refusal } from "../../common/refusal";
import { type Mistake, reason } from "../../common/validation";
import { type ChildStack, childrenOfHub, isChild, isShared, type SharedStack } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { chooseHub } from "../onboard/choose-stacks";
import { type CredentialPlaces, type Profiles, readStackOptions } from "../support/credentials";
import type { Options } from "./surroundings";

/** Ends the command because of wrong arguments. */
export function refuse(...mistakes: readonly Mistake[]): Refusal {
  return new Refusal("npm run offboard", mistakes);
}

/** The credentials to use for each stack. Throws a Refusal naming every value that is wrong. */
export function profilesOf({ stacks }: Project, { profile = [] }: Options, places: CredentialPlaces): Profiles {
  return readStackOptions("npm run offboard", { profile }, stacks, places).profiles;
}

/** A LOB as the project has it. */
export interface Lob {
  readonly lob: string;
  readonly account: string;
  readonly hub: SharedStack;
  /** Its stack; undefined if only the hub's list names it. */
  readonly child: ChildStack | undefined;
}

function find(project: Project, hub: SharedStack, lob: string): Lob | undefined {
  const child = childrenOfHub(project, hub).find(({ config }) => config.lob === lob);
  const account = child?.config.account ?? hub.config.lobs.find(({ name }) => name === lob)?.account;
  return account === undefined ? undefined : { lob, account, hub, child };
}

/** The hub of users or LOBs: the one named, or else the project's only one. Throws a Refusal if there is none. */
export function theHub(project: Project, shared: string | undefined): SharedStack {
  const hub = chooseHub(project, shared);
  if ("mistakes" in hub) {
    throw refuse(...hub.mistakes);
  }
  return hub.value;
}

/**
 * The LOB with a name, behind the named hub or the only one that has such a LOB.
 *
 * @throws Refusal if there is none, it is the hub's only one, or several hubs have it.
 */
export function chooseLob(project: Project, lob: string, shared: string | undefined): Lob {
  const having = project.stacks.filter(isShared).flatMap((hub) => find(project, hub, lob) ?? []);
  const hub = shared === undefined && having.length === 1 && having[0] ? having[0].hub : theHub(project, shared);
  const found = having.find((one) => one.hub.name === hub.name);
  if (found === undefined) {
    throw refuse({ property: "LOB", reason: unknown(project, hub, lob) });
  }
  if (hub.config.lobs.every(({ name }) => name === lob)) {
    const why = `is "${lob}", the only LOB of stack ${hub.name}, and a hub needs one: onboard another first, or take everything down, npm run teardown`;
    throw refuse({ property: "LOB", reason: why });
  }
  return found;
}

function unknown(project: Project, hub: SharedStack, lob: string): string {
  const children = childrenOfHub(project, hub);
  const names = [...new Set([...hub.config.lobs.map(({ name }) => name), ...children.map(({ config }) => config.lob)])];
  const stack = project.stacks.filter(isChild).find(({ name }) => name === lob);
  const meant = children.find(({ name }) => name === lob)?.config.lob;
  const hint =
    meant !== undefined
      ? `; stack ${lob} is LOB ${meant}: give that name`
      : stack !== undefined
        ? `; stack ${lob} isn't behind it: npm run teardown -- --stack ${lob} takes it down`
        : "; name one of them";
  return reason(lob, `the LOBs of stack ${hub.name} are ${names.join(", ")}${hint}`);
}
