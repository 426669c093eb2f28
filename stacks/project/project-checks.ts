import { overlaps } from "../../common/cidr";
import { didYouMean } from "../../common/did-you-mean";
import { type Mistake, onePerProperty, reason } from "../../common/validation";
import { lobPlaceMistakes } from "../../infra/lob/lob-place";
import { policyCountMistake } from "../../infra/lob/studio-arguments";
import { capabilityMistakes } from "../../infra/lob/studio-capabilities";
import { imageMistakes } from "../../infra/lob/studio-images";
import { lobNames, parentNames } from "../../infra/support/naming";
import type { Role } from "../config-schemas";
import {
  hubPromises,
  inferenceMistakes,
  listingMistakes,
  namingMistakes,
  namingOf,
  regionMistakes,
} from "../hub-rules";
import { modelAccountMistakes, organizationMistakes } from "./organization-checks";
import {
  type ChildStack,
  childrenOfHub,
  hubOf,
  isChild,
  isParent,
  isShared,
  type ParentStack,
  parentOf,
} from "./roles";
import type { Project, Stack } from "./stack";
import { servedTo, studioCapabilitiesOf } from "./studio-capabilities";

/** A stack must name stacks of this project, or another project's by its full name. */
function referenceMistake(
  key: string,
  reference: string | undefined,
  role: Role,
  known: readonly string[],
  unread: readonly string[],
): Mistake[] {
  if (reference === undefined || reference.includes("/") || [...known, ...unread].includes(reference)) {
    return [];
  }
  const meant = didYouMean(reference, [...known, ...unread]);
  if (meant !== undefined || known.length > 0) {
    const step = meant ?? `name ${known.join(" or ")}`;
    return [{ property: key, reason: reason(reference, `no stack with role ${role} has this name; ${step}`) }];
  }
  const none =
    unread.length === 0 ? `this project has no stack with role ${role}` : `there is no stack ${reference} here`;
  const step = `write Pulumi.${reference}.yaml with role: ${role}, or remove ${key}`;
  return [{ property: key, reason: reason(reference, `${none}; ${step}`) }];
}

function referenceMistakes(stack: Stack, stacks: readonly Stack[], unread: readonly string[]): Mistake[] {
  const parents = stacks.filter(isParent).map(({ name }) => name);
  const hubs = stacks.filter(isShared).map(({ name }) => name);
  return [
    ...(isChild(stack) ? referenceMistake("parentStack", stack.config.parentStack, "parent", parents, unread) : []),
    ...(isChild(stack) || isParent(stack)
      ? referenceMistake("sharedStack", stack.config.sharedStack, "shared", hubs, unread)
      : []),
  ];
}

/** What two LOBs of one hub can't share, which their own stacks can't see. */
function rivalMistakes({ config }: ChildStack, { name, config: other }: ChildStack): Mistake[] {
  const mistakes: Mistake[] = [];
  if (config.lob === other.lob) {
    mistakes.push({
      property: "lob",
      reason: `is "${config.lob}", which stack ${name} has too: give each LOB its own name`,
    });
  }
  if (config.vpcCidr !== undefined && other.vpcCidr !== undefined && overlaps(config.vpcCidr, other.vpcCidr)) {
    const why = `overlaps "${other.vpcCidr}" of stack ${name}: the transit gateway would drop one of the two; take a free CIDR block`;
    mistakes.push({ property: "vpcCidr", reason: `is "${config.vpcCidr}", which ${why}` });
  }
  return mistakes;
}

/** What a child's preview would refuse, as far as config determines it, and what its preview can't see. */
function lobMistakes(project: Project, stack: ChildStack): Mistake[] {
  const hub = hubOf(project, stack);
  if (hub === undefined) {
    return [];
  }
  const promises = hubPromises(hub.config);
  const { account, region, lob, namePrefix, vpcCidr = "" } = stack.config;
  const { hubAccount, hubCidr, lobSupernet, corporateCidrs } = promises;
  const place = lobPlaceMistakes({
    ...{ account, region, lob, namePrefix, vpcCidr },
    hub: { account: hubAccount, cidr: hubCidr, lobSupernet, corporateCidrs },
  });
  const others = childrenOfHub(project, hub).filter((other) => other !== stack);
  const served = servedTo(stack, hub, stack.config.parentStack !== undefined);
  const tooMany = policyCountMistake(stack.config, studioCapabilitiesOf(project, stack));
  return [
    ...(tooMany === undefined ? [] : [{ property: "executionPolicyArns", reason: tooMany }]),
    ...capabilityMistakes(stack.config.studioCapabilities, served).map(({ index, reason: why }) => ({
      property: `studioCapabilities[${index}]`,
      reason: why,
    })),
    ...imageMistakes({ ...stack.config, studioCapabilities: studioCapabilitiesOf(project, stack) }).map(
      ({ index, key, reason: why }) => ({
        property: `studioImages[${index}].${key}`,
        reason: why,
      }),
    ),
    ...regionMistakes(stack.config, promises),
    ...listingMistakes(stack.config, promises),
    ...namingMistakes(stack.config, hub.name, promises),
    ...place,
    ...others.flatMap((other) => rivalMistakes(stack, other)),
  ];
}

/** A parent behind a hub accepts calls only through that hub's endpoint. */
function sameHubMistakes(project: Project, stack: ChildStack, parent: ParentStack): Mistake[] {
  const [own, its] = [hubOf(project, stack), hubOf(project, parent)];
  const why = `stack ${parent.name} takes calls only through the hub of stack ${its?.name}; name that stack`;
  return its === undefined || own === its
    ? []
    : [{ property: "sharedStack", reason: reason(stack.config.sharedStack, why) }];
}

function callerMistakes(project: Project, stack: ChildStack): Mistake[] {
  const parent = parentOf(project, stack);
  if (parent === undefined) {
    return [];
  }
  const hub = hubOf(project, stack);
  const { account, region } = parent.config;
  return [
    ...sameHubMistakes(project, stack, parent),
    ...namingMistakes(stack.config, parent.name, namingOf(parent.config)),
    ...inferenceMistakes(stack.config, { account, region }, hub?.config),
  ];
}

/** What only one stack of an account can have, by whether a stack has it and under which name. */
const alone: readonly { nameIn(stack: Stack): string | undefined; why(name: string): string }[] = [
  {
    nameIn: (stack) => (isParent(stack) ? parentNames(stack.config).invokeRole : undefined),
    why: (name) =>
      `both would have the role ${name}; give each parent its own account, or each environment its own namePrefix`,
  },
  {
    nameIn: (stack) =>
      isChild(stack) && stack.config.sharedStack !== undefined ? lobNames("", stack.config).generatorRole : undefined,
    why: (name) =>
      `both would have the role ${name}; give each LOB its own account, or each environment its own namePrefix`,
  },
  {
    nameIn: (stack) =>
      isShared(stack) && stack.config.apiGatewayLogRole === "create" ? stack.config.region : undefined,
    why: (name) =>
      `API Gateway has one log role for each account and region, and both would set it in ${name}; write apiGatewayLogRole: existing in the one that comes up later`,
  },
];

function accountMistakes({ stacks }: Project, stack: Stack): Mistake[] {
  const { account } = stack.config;
  return alone.flatMap(({ nameIn, why }) => {
    const name = nameIn(stack);
    const rival = stacks.find(
      (other) => other !== stack && other.config.account === account && name !== undefined && nameIn(other) === name,
    );
    return rival === undefined || name === undefined
      ? []
      : [{ property: "account", reason: `is "${account}", which stack ${rival.name} has too: ${why(name)}` }];
  });
}

/**
 * What is wrong between a stack and others of its project, each of which is right by itself.
 *
 * @param unread names of stacks whose own config is wrong, which weren't read.
 */
export function mistakesBetween(project: Project, stack: Stack, unread: readonly string[] = []): Mistake[] {
  return onePerProperty([
    ...referenceMistakes(stack, project.stacks, unread),
    ...(isChild(stack) ? lobMistakes(project, stack) : []),
    ...(isParent(stack) ? parentMistakes(project, stack) : []),
    ...(isChild(stack) ? callerMistakes(project, stack) : []),
    ...(isShared(stack) ? modelAccountMistakes(project, stack) : []),
    ...organizationMistakes(project, stack),
    ...accountMistakes(project, stack),
  ]);
}

function parentMistakes(project: Project, stack: ParentStack): Mistake[] {
  const hub = hubOf(project, stack);
  return hub === undefined ? [] : regionMistakes(stack.config, hubPromises(hub.config));
}

/**
 * A LOB that is in no list and no share of its hub finds none of the hub's parts; a unit in `shareWith` may have its
 * account. It can't come up like that, but may be in the middle of `npm run offboard`, so commands that continue there
 * accept it.
 */
export function unsharedMistakes(project: Project, stack: Stack): Mistake[] {
  const hub = isChild(stack) ? hubOf(project, stack) : undefined;
  if (!isChild(stack) || hub === undefined) {
    return [];
  }
  const { account, lob } = stack.config;
  const { lobs, shareWith } = hub.config;
  const isListed = lobs.some((listed) => listed.account === account || listed.name === lob);
  if (isListed || shareWith.some((principal) => principal === account || principal.startsWith("arn:"))) {
    return [];
  }
  const why = `lobs of Pulumi.${hub.name}.yaml doesn't list it, so the hub shares nothing with it: add { name: ${lob}, account: "${account}" } there`;
  return [{ property: "account", reason: reason(account, why) }];
}
