import { Refusal } from "../../common/refusal";
import { check, type Mistake, mistakesIn, onePerProperty } from "../../common/validation";
import { lobDomainConfig } from "../../infra/lob/lob-domain-arguments";
import type { SharedStack } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { accountFormMistakes, accountMistakes } from "./check-account";
import { nameFormMistakes, nameMistakes, onboardedMistake, stackNameMistakes, stackNameOf } from "./check-name";
import { chooseRange, rangeFormMistakes } from "./check-range";
import { type ChosenParent, chooseHub, chooseParent } from "./choose-stacks";
import type { Given } from "./options";
import type { ProjectFolder } from "./project-folder";

/** A LOB that passed every check of its own. */
export interface Plan {
  readonly lob: string;
  readonly account: string;
  readonly stack: string;
  readonly range: string;
  readonly userProfiles: readonly string[];
  readonly hub: SharedStack;
  readonly parent: ChosenParent | undefined;
}

/** Ends the command because of wrong arguments. */
export function refuse(mistakes: readonly Mistake[]): Refusal {
  return new Refusal("npm run onboard", mistakes);
}

function profileMistakes({ userProfiles = [] }: Given): Mistake[] {
  const checked = check(lobDomainConfig.userProfiles, userProfiles);
  return mistakesIn(checked).map(({ reason }) => ({ property: "--user-profiles", reason }));
}

/** What is wrong with the arguments by themselves, without the project. */
export function formMistakes(given: Given): Mistake[] {
  return [
    ...nameFormMistakes(given),
    ...accountFormMistakes(given),
    ...rangeFormMistakes(given.cidr),
    ...profileMistakes(given),
  ];
}

function trustMistakes({ trust, account, lob }: Given, parent: ChosenParent | undefined): Mistake[] {
  if (trust !== true || parent?.stack !== undefined) {
    return [];
  }
  const reason =
    parent === undefined
      ? `is given, but LOB ${lob} reads no parent that could trust it: name one with --parent, or leave --trust out`
      : `is given, but stack ${parent.reference} is not of this project: leave --trust out, and have account ${account} added to its children there`;
  return [{ property: "--trust", reason }];
}

/**
 * Plans a LOB from the arguments and from what the project's other stacks leave free.
 *
 * @throws Refusal naming every mistake in what was given, each with what is allowed or free.
 */
export function planLob(folder: ProjectFolder, project: Project, given: Given): Plan {
  const hub = chooseHub(project, given.shared);
  if ("mistakes" in hub) {
    throw refuse([...hub.mistakes, ...formMistakes(given)]);
  }
  const onboarded = onboardedMistake(project, hub.value, given);
  if (onboarded !== undefined) {
    throw refuse([onboarded]);
  }
  const parent = chooseParent(project, hub.value, given);
  const chosenParent = "value" in parent ? parent.value : undefined;
  const range = chooseRange(project, hub.value, given);
  const mistakes = [
    ...onePerProperty([...nameMistakes(project, hub.value, given), ...stackNameMistakes(folder, hub.value, given)]),
    ...accountMistakes(project, hub.value, chosenParent, given),
    ...mistakesIn(range),
    ...profileMistakes(given),
    ...mistakesIn(parent),
    ...("value" in parent ? trustMistakes(given, parent.value) : []),
  ];
  if ("mistakes" in range || mistakes.length > 0) {
    throw refuse(mistakes);
  }
  const { lob, account, userProfiles = [] } = given;
  return {
    lob,
    account,
    stack: stackNameOf(given),
    range: range.value,
    userProfiles,
    hub: hub.value,
    parent: chosenParent,
  };
}
