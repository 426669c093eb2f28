import { check, type Mistake, mistakesIn, reason } from "../../common/validation";
import { lengthMistake, lobName } from "../../infra/lob/lobs";
import { suffix } from "../../infra/support/schemas";
import { childrenOfHub, type SharedStack } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import type { Given } from "./options";
import type { ProjectFolder } from "./project-folder";

/** The first free name derived from a wanted one. */
function freeName(wanted: string, taken: readonly string[]): string {
  const candidates = Array.from({ length: taken.length + 1 }, (_, index) => `${wanted}-${index + 2}`);
  return candidates.find((name) => !taken.includes(name)) ?? wanted;
}

/** What is wrong with a LOB's name by itself. */
export function nameFormMistakes({ lob }: Pick<Given, "lob">, region?: string): Mistake[] {
  const [wrong] = mistakesIn(check(lobName, lob));
  const why = wrong?.reason ?? (region === undefined ? undefined : lengthMistake(lob, region));
  return why === undefined ? [] : [{ property: "LOB", reason: why }];
}

/** The mistake for a LOB that exists already. */
export function onboardedMistake(project: Project, hub: SharedStack, { lob, account }: Given): Mistake | undefined {
  const child = childrenOfHub(project, hub).find(({ config }) => config.lob === lob && config.account === account);
  if (child === undefined) {
    return undefined;
  }
  const { name, config } = child;
  const isListed = hub.config.lobs.some((listed) => listed.name === lob && listed.account === account);
  const where = `as stack ${name} with account ${account} and CIDR block ${config.vpcCidr}`;
  return {
    property: "LOB",
    reason: isListed
      ? `is "${lob}", which is onboarded already, ${where}: bring it up with npx pulumi up --stack ${name}`
      : `is "${lob}", which is there already, ${where}, but stack ${hub.name} doesn't list it: add ${JSON.stringify({ name: lob, account })} to its lobs by hand`,
  };
}

/** What is wrong with a LOB's name among the LOBs of its hub. */
export function nameMistakes(project: Project, hub: SharedStack, given: Given): Mistake[] {
  const { lob, account } = given;
  const children = childrenOfHub(project, hub);
  const names = [...hub.config.lobs.map(({ name }) => name), ...children.map(({ config }) => config.lob)];
  const other = `take another name, such as ${freeName(lob, names)}`;
  const child = children.find(({ config }) => config.lob === lob);
  if (child !== undefined) {
    const why = `which stack ${child.name} has already, with account ${child.config.account}: ${other}`;
    return [{ property: "LOB", reason: `is "${lob}", ${why}` }];
  }
  const listed = hub.config.lobs.find(({ name }) => name === lob);
  if (listed !== undefined && listed.account !== account) {
    const why = `which stack ${hub.name} lists with account ${listed.account}: give that one, or ${other}`;
    return [{ property: "LOB", reason: `is "${lob}", ${why}` }];
  }
  return nameFormMistakes(given, hub.config.region);
}

/** The name of the LOB's stack, which names its file too. */
export function stackNameOf({ lob, stack = lob }: Given): string {
  return stack;
}

/** A free name for the stack: with the environment's name, if the hub's name has one. */
function freeStackName({ lob }: Given, hub: SharedStack, taken: readonly string[]): string {
  const environment = /^(.+-)shared$/.exec(hub.name)?.[1];
  const wanted = environment === undefined ? lob : `${environment}${lob}`;
  return taken.includes(wanted) ? freeName(wanted, taken) : wanted;
}

/** What is wrong with the name of the LOB's stack. */
export function stackNameMistakes(folder: ProjectFolder, hub: SharedStack, given: Given): Mistake[] {
  const stack = stackNameOf(given);
  const [wrong] = mistakesIn(check(suffix, stack));
  if (wrong !== undefined) {
    return given.stack === undefined ? [] : [{ property: "--stack", reason: wrong.reason }];
  }
  // Some file systems ignore case.
  const there = folder.files.find((file) => file.stack.toLowerCase() === stack.toLowerCase());
  if (there === undefined) {
    return [];
  }
  const free = freeStackName(
    given,
    hub,
    folder.files.map((file) => file.stack),
  );
  return [
    given.stack === undefined
      ? {
          property: "LOB",
          reason: `is "${stack}", and ${there.name} is there already: name another stack with --stack, such as --stack ${free}`,
        }
      : {
          property: "--stack",
          reason: reason(stack, `${there.name} is there already; name another, such as ${free}`),
        },
  ];
}
