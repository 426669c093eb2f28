import * as v from "valibot";
import { deletion } from "../core/deletion";
import { inventId } from "../core/ids";
import { forcesNew, physicalName } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import type { Kind, Place, Resource, World } from "../core/world";
import { transitGateway } from "../ec2/kinds";
import { refuse } from "../refusals";
import { resolverRule } from "../route53-resolver/kinds";
import {
  principalAssociation,
  type ResourceShare,
  resourceAssociation,
  resourceShare,
  resourceShareAccepter,
} from "./kinds";

const organizationPrincipal =
  /^arn:aws:organizations::\d{12}:(?:organization\/(o-[a-z0-9]+)|ou\/(o-[a-z0-9]+)\/(ou-[a-z0-9-]+))$/;

/** Members of one organization aren't invited where it shares within. Source: RAM User Guide, "Sharing with AWS Organizations". */
function areOfOneOrganization(world: World, one: string, other: string): boolean {
  const { id, sharesWithin = true } = world.account(one)?.organization ?? {};
  return id !== undefined && sharesWithin && id === world.account(other)?.organization?.id;
}

function share(world: World, arn: string): Resource<ResourceShare> | undefined {
  return world.all(resourceShare).find(({ state }) => state.arn === arn);
}

/** Whether a share's principal includes an account, and whether the account has to accept first. */
function reaches(world: World, owner: string, principal: string, account: string): "invited" | boolean {
  const [, organization, unitsOrganization, unit] = organizationPrincipal.exec(principal) ?? [];
  const member = world.account(account)?.organization;
  if (unit !== undefined) {
    return member?.id === unitsOrganization && member?.path.includes(`/${unit}/`) === true;
  }
  if (organization !== undefined) {
    return member?.id === organization;
  }
  return principal === account && (areOfOneOrganization(world, owner, account) || "invited");
}

/** An account's access to a share: none, by invitation, or direct. */
function reachOf(world: World, shareArn: string, owner: string, account: string): "invited" | boolean {
  const reach = world
    .list(principalAssociation, owner)
    .filter(({ state }) => state.resourceShareArn === shareArn)
    .map(({ state }) => reaches(world, owner, state.principal, account));
  return reach.includes(true) || (reach.includes("invited") && "invited");
}

/** An account's access to a share: none, an invitation that it didn't accept yet, or the share itself. */
export function standingOf(world: World, { state, account: owner }: Resource<ResourceShare>, account: string) {
  const reach = reachOf(world, state.arn, owner, account);
  const hasAccepted = world
    .list(resourceShareAccepter, account)
    .some((accepter) => accepter.state.shareArn === state.arn);
  return reach === "invited" && hasAccepted ? true : reach;
}

/** Whether a resource is shared with an account, and any needed invitation is accepted. */
export function isSharedWith(world: World, resourceArn: string, account: string): boolean {
  return world
    .all(resourceAssociation)
    .filter(({ state }) => state.resourceArn === resourceArn)
    .some(({ state }) => {
      const found = share(world, state.resourceShareArn);
      return found !== undefined && standingOf(world, found, account) === true;
    });
}

/** A resource that an account owns, or that is shared with it; undefined where it may not use it. */
export function usable<State extends { readonly arn: string }>(
  world: World,
  type: Kind<State>,
  { account, region }: Place,
  id: string,
): Resource<State> | undefined {
  const found = world.find(type, id);
  const isUsable =
    found?.region === region && (found.account === account || isSharedWith(world, found.state.arn, account));
  return isUsable ? found : undefined;
}

const resourceShareType = resourceType(
  resourceShare,
  { name: physicalName(v.string()), allowExternalPrincipals: v.optional(v.boolean(), false), tags },
  (inputs, { account, region }, _world, previous) => {
    const arn = previous?.id ?? `arn:aws:ram:${region}:${account}:resource-share/${inventId("")}`;
    return { id: arn, state: { ...inputs, arn } };
  },
);

const resourceAssociationType = resourceType(
  resourceAssociation,
  { resourceArn: forcesNew(v.string()), resourceShareArn: forcesNew(v.string()) },
  (inputs, { account }, world) => {
    const exists = [transitGateway, resolverRule].some((type) =>
      world.list<{ readonly arn: string }>(type, account).some(({ state }) => state.arn === inputs.resourceArn),
    );
    if (!exists) {
      refuse("R40", `Resource ${inputs.resourceArn} could not be found.`);
    }
    requireShare(world, inputs.resourceShareArn, account);
    return { id: `${inputs.resourceShareArn},${inputs.resourceArn}`, state: inputs };
  },
);

function requireShare(world: World, arn: string, account: string): ResourceShare {
  const found = share(world, arn);
  return found?.account === account ? found.state : refuse("R40", `ResourceShare ${arn} could not be found.`);
}

const principalAssociationType = resourceType(
  principalAssociation,
  { principal: forcesNew(v.string()), resourceShareArn: forcesNew(v.string()) },
  (inputs, { account }, world) => {
    const { allowExternalPrincipals } = requireShare(world, inputs.resourceShareArn, account);
    const { principal } = inputs;
    const [, organization, unitsOrganization] = organizationPrincipal.exec(principal) ?? [];
    const named = organization ?? unitsOrganization;
    if (named === undefined && !/^\d{12}$/.test(principal)) {
      refuse("R39", `Principal ID ${principal} is malformed. Verify the ID and try again.`);
    }
    if (named !== undefined && world.account(account)?.organization?.id !== named) {
      refuse("R40", `Organization ${named} could not be found.`);
    }
    if (named === undefined && !allowExternalPrincipals && !areOfOneOrganization(world, account, principal)) {
      refuse(
        "R38",
        "The resource you are attempting to share can only be shared within your AWS Organization. This error may also occur if you have not enabled sharing with your AWS organization, or that onboarding process is still in progress.",
      );
    }
    return { id: `${inputs.resourceShareArn},${principal}`, state: inputs };
  },
);

const resourceShareAccepterType = resourceType(
  resourceShareAccepter,
  { shareArn: forcesNew(v.string()) },
  (inputs, { account }, world) => {
    const found = share(world, inputs.shareArn);
    if (found === undefined || reachOf(world, inputs.shareArn, found.account, account) !== "invited") {
      return refuse(
        "R37",
        `No RAM Resource Share (${inputs.shareArn}) invitation found\n\nNOTE: If both AWS accounts are in the same AWS Organization and RAM Sharing with AWS Organizations is enabled, this resource is not necessary`,
      );
    }
    const { arn, name } = found.state;
    const state = { ...inputs, shareName: name, senderAccountId: found.account, receiverAccountId: account };
    return { id: arn, state };
  },
);

export const ram: ServiceResources = {
  types: [principalAssociationType, resourceAssociationType, resourceShareType, resourceShareAccepterType],
  deletions: [
    deletion(resourceShare, {
      takes: (world, { id }) =>
        [...world.all(principalAssociation), ...world.all(resourceAssociation)].filter(
          ({ state }) => state.resourceShareArn === id,
        ),
    }),
  ],
};
