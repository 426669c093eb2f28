import { isParent } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import { type Resource, type Role, type Session, trustPolicy, type World } from "../../aws";
import { rolesOf } from "../../estate/own-roles";
import { withoutPrefix } from "../names";
import { type Action, type AskedCall, byAnyOf } from "./action";

/** What a caller may bring: keys of the call that STS passes on as they are given. */
interface Brought {
  readonly externalId?: string;
  readonly sourceIdentity?: string;
}

const externalIdWord = "its ExternalId";
const sourceIdentityWord = "a source identity";

function words({ externalId, sourceIdentity }: Brought): string[] {
  return [
    ...(externalId === undefined ? [] : [externalIdWord]),
    ...(sourceIdentity === undefined ? [] : [sourceIdentityWord]),
  ];
}

/** The calls that AWS judges for one AssumeRole. A source identity takes a permission of its own, on both sides. */
function callsOf(world: World, target: Resource<Role>, { externalId, sourceIdentity }: Brought): AskedCall[] {
  const resource = { arn: target.state.arn, account: target.account, region: target.region };
  const resourcePolicy = trustPolicy(world, target);
  const identity = sourceIdentity === undefined ? {} : { "sts:SourceIdentity": sourceIdentity };
  const assume = {
    action: "sts:AssumeRole",
    resource,
    resourcePolicy,
    context: {
      "sts:RoleSessionName": "session",
      ...(externalId !== undefined && { "sts:ExternalId": externalId }),
      ...identity,
    },
  };
  const name = { action: "sts:SetSourceIdentity", resource, resourcePolicy, context: identity };
  return sourceIdentity === undefined ? [assume] : [assume, name];
}

/**
 * The calls as a session makes them: one that has a source identity sets it again for the role that it assumes, and
 * can't bring another.
 */
export function asMadeBy({ sourceIdentity }: Session, calls: readonly AskedCall[]): readonly AskedCall[] {
  if (sourceIdentity === undefined || !calls.some(({ action }) => action === "sts:AssumeRole")) {
    return calls;
  }
  const identity = { "sts:SourceIdentity": sourceIdentity };
  return calls
    .filter(({ action }) => action !== "sts:SetSourceIdentity")
    .flatMap((call) => [
      { ...call, context: { ...call.context, ...identity } },
      { ...call, action: "sts:SetSourceIdentity", context: identity },
    ]);
}

function assuming(world: World, target: Resource<Role>, shown: string, externalId: string): Action[] {
  const sourceIdentity = "user-name";
  const variants: Brought[] = [{}, { externalId }, { sourceIdentity }, { externalId, sourceIdentity }];
  const { account, region } = target;
  return variants.map((brought) => ({
    name: `assume ${shown}`,
    bringing: words(brought),
    host: `sts.${region}.amazonaws.com`,
    label: "sts",
    ways: [callsOf(world, target, brought)],
    account,
    bindsOwnPeople: true,
  }));
}

/** Anybody who may write a role's policies has every permission that it could have. */
function rewriting({ account, region, state }: Resource<Role>, shown: string): Action {
  const resource = { arn: state.arn, account, region };
  const calls = ["AttachRolePolicy", "PutRolePolicy", "UpdateAssumeRolePolicy"].map((operation) => ({
    action: `iam:${operation}`,
    resource,
  }));
  return byAnyOf(`change the policies of ${shown}`, { host: "iam.amazonaws.com", label: "iam" }, calls);
}

/** What can be done to the roles of a project's stacks. */
export function roleActions(world: World, { stacks }: Project): Action[] {
  return stacks.flatMap((stack) => {
    const { account } = stack.config;
    const externalId = isParent(stack) ? (stack.config.invokeRole.externalId ?? account) : account;
    const own = rolesOf(world, stack);
    return own.flatMap((target) => {
      const shown = `${withoutPrefix(target.state.name, stack.config)} of ${stack.name}`;
      return [...assuming(world, target, shown, externalId), rewriting(target, shown)];
    });
  });
}
