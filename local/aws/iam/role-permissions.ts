import type { Resource, World } from "../core/world";
import { isTarget, listedAction, takesKey } from "./action-list";
import type { Call } from "./authorize";
import type { Context } from "./context";
import { decisionOf } from "./decision";
import type { Role } from "./kinds";
import { boundaryOf, policiesOf, withStudio } from "./present-policies";
import { forEverybody } from "./simulator";
import { trustPolicy } from "./trust-policy";

/** The keys of every call that an AWS service makes by itself. */
function serviceContext(world: World, region: string): Context {
  return {
    "aws:PrincipalIsAWSService": "true",
    "aws:RequestedRegion": region,
    "aws:CurrentTime": world.clock.now().toISOString(),
  };
}

/**
 * Whether a role's trust policy lets an AWS service assume it.
 *
 * @param context condition keys that this service gives besides those of every call.
 * @param action what the policy is asked for: a source identity takes a permission of its own.
 */
export async function serviceMayAssume(
  world: World,
  target: Resource<Role>,
  service: string,
  context: Context = {},
  action: "sts:AssumeRole" | "sts:SetSourceIdentity" = "sts:AssumeRole",
): Promise<boolean> {
  const { allowed } = await decisionOf({
    principal: service,
    action,
    resource: { arn: target.state.arn, account: target.account },
    context: { ...serviceContext(world, target.region), ...context },
    identityPolicies: [],
    resourcePolicy: trustPolicy(world, target),
  });
  return allowed;
}

/**
 * Whether a role's own policies let a service that assumed it do something, apart from any call of a stack's code.
 *
 * @param context further condition keys, such as the session's source identity. Default: none.
 */
export async function roleMay(
  world: World,
  assumed: Resource<Role>,
  action: string,
  resource: Call["resource"],
  { context = {}, resourcePolicy }: Pick<Call, "context" | "resourcePolicy"> = {},
): Promise<boolean> {
  const { allowed } = await decisionOf({
    principal: `arn:aws:sts::${assumed.account}:assumed-role/${assumed.state.name}/service`,
    action,
    resource,
    context: {
      "aws:PrincipalArn": assumed.state.arn,
      "aws:PrincipalAccount": assumed.account,
      "aws:RequestedRegion": resource.region,
      "aws:CurrentTime": world.clock.now().toISOString(),
      ...context,
    },
    identityPolicies: policiesOf(world, assumed),
    permissionsBoundary: boundaryOf(world, assumed),
    resourcePolicy,
  });
  return allowed;
}

/** An account that no role is asked about, so that its own policies have to allow what another's role allows it. */
const elsewhere = "000000000000";

/** A call that a role's policies are asked about, apart from any session of it. */
export interface SimulatedCall {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Whether a role's own policies, within its boundary, allow a call with these condition keys and no others. An action on a
 * resource that AWS's list doesn't give it isn't allowed.
 *
 * Source: IAM API, SimulatePrincipalPolicy.
 */
export async function policiesAllow(world: World, asked: Resource<Role>, call: SimulatedCall): Promise<boolean> {
  const { action, resource: arn, context } = call;
  const listed = await listedAction(action);
  const target = listed.targets.find((one) => isTarget(arn, one));
  if (listed.targets.length === 0 ? arn !== "*" : target === undefined) {
    return false;
  }
  const { "sagemaker:DomainId": domainId, "sagemaker:UserProfileName": profile, ...others } = context;
  const keys = Object.fromEntries(Object.entries(others).filter(([key]) => takesKey(listed, target, key)));
  const policies = policiesOf(world, asked);
  const { allowed } = await decisionOf({
    principal: `arn:aws:sts::${asked.account}:assumed-role/${asked.state.name}/simulated`,
    action,
    resource: { arn, account: action === "sts:AssumeRole" ? elsewhere : asked.account },
    context: { ...keys, "aws:PrincipalArn": asked.state.arn, "aws:PrincipalAccount": asked.account },
    identityPolicies:
      domainId === undefined || profile === undefined
        ? policies
        : policies.map((one) => withStudio(one, domainId, profile)),
    permissionsBoundary: boundaryOf(world, asked),
    // A role's trust isn't asked, and doesn't do by itself what the policies don't allow.
    ...(action === "sts:AssumeRole" && { resourcePolicy: forEverybody(action) }),
  });
  return allowed;
}
