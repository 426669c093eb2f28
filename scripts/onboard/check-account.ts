import * as v from "valibot";
import { type Mistake, reason } from "../../common/validation";
import { accountId } from "../../infra/support/schemas";
import { hubOf, isChild, isParent, type SharedStack } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import type { ChosenParent } from "./choose-stacks";
import type { Given } from "./options";

/** What is wrong with an account's id by itself. */
export function accountFormMistakes({ account }: Pick<Given, "account">): Mistake[] {
  return v.is(accountId, account)
    ? []
    : [
        {
          property: "--account",
          reason: reason(account, "an account id has 12 digits; give that of the LOB's own account"),
        },
      ];
}

/** Who uses an account already: stacks that share a network with the LOB, and LOBs of other environments. */
function ownerOf(
  project: Project,
  hub: SharedStack,
  parent: ChosenParent | undefined,
  { lob, account }: Given,
): string | undefined {
  const neighbours = project.stacks
    .filter((stack) => isChild(stack) || isParent(stack))
    .filter(
      (stack) =>
        hubOf(project, stack)?.name === hub.name ||
        stack.name === parent?.stack?.name ||
        (isChild(stack) && stack.config.sharedStack !== undefined),
    );
  const stack = [hub, ...neighbours].find(({ config }) => config.account === account);
  if (stack !== undefined) {
    return `the account of stack ${stack.name}`;
  }
  const listed = hub.config.lobs.find((other) => other.account === account && other.name !== lob);
  if (listed !== undefined) {
    return `which stack ${hub.name} lists as the account of LOB ${listed.name}`;
  }
  return hub.config.modelAccounts.includes(account) ? `one of the modelAccounts of stack ${hub.name}` : undefined;
}

/** What is wrong with a LOB's account. */
export function accountMistakes(
  project: Project,
  hub: SharedStack,
  parent: ChosenParent | undefined,
  given: Given,
): Mistake[] {
  const owner = ownerOf(project, hub, parent, given);
  return owner === undefined
    ? accountFormMistakes(given)
    : [
        {
          property: "--account",
          reason: `is "${given.account}", ${owner}: a LOB needs an account of its own; give that one`,
        },
      ];
}
