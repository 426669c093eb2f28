import { Refusal } from "../../common/refusal";
import { type Mistake, onePerProperty } from "../../common/validation";
import { overlaps } from "../../infra/network/cidr";
import { type ChildStack, hubOf, isChild, isParent, isShared } from "./roles";
import type { Project, Stack } from "./stack";

/** A stack must name others of this project, unless it names one of another by its full name. */
function referenceMistake(
  key: string,
  reference: string | undefined,
  kind: string,
  known: readonly string[],
): Mistake[] {
  if (reference === undefined || reference.includes("/") || known.includes(reference)) {
    return [];
  }
  const those = known.length === 0 ? "and this project has none" : `and those of this project are ${known.join(", ")}`;
  return [{ property: key, reason: `is "${reference}": ${kind}, ${those}` }];
}

function referenceMistakes(stack: Stack, stacks: readonly Stack[]): Mistake[] {
  const parents = stacks.filter(isParent).map(({ name }) => name);
  const hubs = stacks.filter(isShared).map(({ name }) => name);
  return [
    ...(isChild(stack)
      ? referenceMistake("parentStack", stack.config.parentStack, "a child reads a parent's stack", parents)
      : []),
    ...(isChild(stack) || isParent(stack)
      ? referenceMistake("sharedStack", stack.config.sharedStack, `a ${stack.config.role} reads a shared stack`, hubs)
      : []),
  ];
}

/** What two LOBs of one hub can't have both, as their own stacks can't see. */
function rivalMistakes({ config }: ChildStack, { name, config: other }: ChildStack): Mistake[] {
  const mistakes: Mistake[] = [];
  if (config.lob === other.lob) {
    mistakes.push({
      property: "lob",
      reason: `is "${config.lob}", which stack ${name} has already: give each LOB its own name`,
    });
  }
  if (config.vpcCidr !== undefined && other.vpcCidr !== undefined && overlaps(config.vpcCidr, other.vpcCidr)) {
    const why = `overlaps "${other.vpcCidr}" of stack ${name}: the transit gateway would drop one of the two; take a free range`;
    mistakes.push({ property: "vpcCidr", reason: `is "${config.vpcCidr}", which ${why}` });
  }
  return mistakes;
}

function lobMistakes(project: Project, stack: Stack): Mistake[] {
  const hub = isChild(stack) ? hubOf(project, stack) : undefined;
  if (!isChild(stack) || hub === undefined) {
    return [];
  }
  const children = project.stacks.filter(isChild);
  return children
    .slice(0, children.indexOf(stack))
    .filter((other) => hubOf(project, other)?.name === hub.name)
    .flatMap((other) => rivalMistakes(stack, other));
}

/** Kinds of stack whose roles have fixed names, of which an account has room for one. */
const alone = [
  {
    isOfKind: isParent,
    why: "the role SageMakerExternal has the same name in every parent's account; give each parent an account of its own",
  },
  {
    isOfKind: (stack: Stack) => isChild(stack) && stack.config.sharedStack !== undefined,
    why: "a LOB lives in an account of its own",
  },
];

function accountMistakes({ stacks }: Project, stack: Stack): Mistake[] {
  const { account } = stack.config;
  return alone
    .filter(({ isOfKind }) => isOfKind(stack))
    .flatMap(({ isOfKind, why }) => {
      const earlier = stacks.slice(0, stacks.indexOf(stack)).filter(isOfKind);
      const rival = earlier.find(({ config }) => config.account === account);
      const reason = `is "${account}", which stack ${rival?.name} has already: ${why}`;
      return rival === undefined ? [] : [{ property: "account", reason }];
    });
}

/** What is wrong between stacks that are right by themselves, a text for each stack. */
export function mistakesBetween(project: Project): string[] {
  return project.stacks.flatMap((stack) => {
    const mistakes = onePerProperty([
      ...referenceMistakes(stack, project.stacks),
      ...lobMistakes(project, stack),
      ...accountMistakes(project, stack),
    ]);
    return mistakes.length === 0 ? [] : [new Refusal(`stack ${stack.name}`, mistakes).message];
  });
}
