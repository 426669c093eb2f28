import type { Mistake } from "../../common/validation";
import {
  accountsOf,
  type ChildStack,
  hubOf,
  isChild,
  isParent,
  isShared,
  type ParentStack,
  parentOf,
  parentsOfHub,
  type SharedStack,
} from "./roles";
import type { Project, Stack } from "./stack";

/** The organizations that a stack's config names, each with the key that names it. */
function organizationsOf(stack: SharedStack | ParentStack): readonly { readonly id: string; readonly key: string }[] {
  const { organizationId, organizationPaths } = isParent(stack)
    ? stack.config.invokeRole
    : { organizationId: stack.config.organizationId, organizationPaths: [] };
  const ofPaths = (organizationPaths ?? []).map((path) => ({ id: path.split("/")[0] ?? "", key: "organizationPaths" }));
  return [...(organizationId === undefined ? [] : [{ id: organizationId, key: "organizationArn" }]), ...ofPaths];
}

/** Evidence that two stacks aren't in one organization: for each, the organization that the other doesn't have. */
function difference(one: SharedStack | ParentStack, other: SharedStack | ParentStack) {
  const [own] = organizationsOf(one);
  const foreign = organizationsOf(other).find(({ id }) => own !== undefined && id !== own.id);
  return own === undefined || foreign === undefined ? undefined : { key: own.key, id: own.id, other: foreign.id };
}

/** The ARN of an organization has its management account, of which it has one. */
function managementMistake(
  { texts }: SharedStack | ParentStack,
  other: SharedStack | ParentStack,
  which: string,
): Mistake[] {
  const [own, others] = [texts, other.texts].map(({ organizationArn }) => organizationArn ?? "");
  return own === "" || others === "" || own === others
    ? []
    : [
        {
          property: "organizationArn",
          reason: `is "${own}", and that of stack ${other.name}, ${which}, is "${others}": an organization has one management account; write the same in both`,
        },
      ];
}

function neighbourMistake(
  stack: SharedStack | ParentStack,
  other: SharedStack | ParentStack,
  which: string,
): Mistake[] {
  const found = difference(stack, other);
  return found === undefined
    ? managementMistake(stack, other, which)
    : [
        {
          property: found.key,
          reason: `names organization ${found.id}, and stack ${other.name}, ${which}, names ${found.other}: an account is in one organization; name the same in both`,
        },
      ];
}

/** A LOB's account can't be in the organizations of its hub and of its parent, where these differ. */
function childMistakes(project: Project, stack: ChildStack): Mistake[] {
  const [hub, parent] = [hubOf(project, stack), parentOf(project, stack)];
  // Where the parent reads the same hub, both of these have the mistake.
  if (hub === undefined || parent === undefined || hubOf(project, parent) === hub) {
    return [];
  }
  const found = difference(hub, parent);
  return found === undefined
    ? []
    : [
        {
          property: "parentStack",
          reason: `is "${stack.config.parentStack}", which is of organization ${found.other}, and the hub of stack ${hub.name} is of ${found.id}: an account is in one organization; name stacks of the same`,
        },
      ];
}

/** Stacks that read each other are of one organization, where both name one; environments may differ. */
export function organizationMistakes(project: Project, stack: Stack): Mistake[] {
  if (isChild(stack)) {
    return childMistakes(project, stack);
  }
  if (isParent(stack)) {
    const hub = hubOf(project, stack);
    return hub === undefined ? [] : neighbourMistake(stack, hub, "which this stack reads");
  }
  const readers = project.stacks.filter(isParent).filter((parent) => hubOf(project, parent) === stack);
  return isShared(stack) ? readers.flatMap((parent) => neighbourMistake(stack, parent, "which reads this one")) : [];
}

/**
 * Without an organization, a hub's endpoints accept only calls of listed accounts, and a call at the
 * `sagemaker.runtime` endpoint is the parent's, whose role the LOB has assumed.
 */
export function modelAccountMistakes(project: Project, hub: SharedStack): Mistake[] {
  if (hub.config.organizationId !== undefined) {
    return [];
  }
  const lacking = parentsOfHub(project, hub).filter((parent) => !accountsOf(hub).includes(parent.config.account));
  if (lacking.length === 0) {
    return [];
  }
  const whose = lacking.map(({ name, config }) => `${config.account} of stack ${name}`).join(" and ");
  return [
    {
      property: "modelAccounts",
      reason: `lacks ${whose}, whose endpoints LOBs call through this hub, and without organizationArn the hub takes calls of listed accounts only: add it, or set organizationArn`,
    },
  ];
}
