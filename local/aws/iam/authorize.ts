import { policy, type Role, role, rolePolicy, rolePolicyAttachment } from "../resource-types/iam";
import { type Session, sessionArn } from "../sessions";
import type { Resource, World } from "../world";
import { type Context, callContext } from "./context";
import { explain } from "./explain";
import { type NamedPolicy, simulate } from "./simulator";

/** A call that a session makes. */
export interface Call {
  readonly session: Session;
  readonly action: string;
  readonly resource: { readonly arn: string; readonly account: string; readonly region: string };
  /** Condition keys of the action itself, such as `sts:ExternalId`. */
  readonly context?: Context;
  readonly resourcePolicy?: NamedPolicy;
}

/** The policies that a role has now, inline and attached. A role that was made anew isn't the session's role any more. */
function policiesOf(world: World, { account, state }: Resource<Role>): NamedPolicy[] {
  const exists = world.list(role, account).some((other) => other.state.uniqueId === state.uniqueId);
  if (!exists) {
    return [];
  }
  const inline = world.list(rolePolicy, account).filter((resource) => resource.state.role === state.name);
  const attachments = world
    .list(rolePolicyAttachment, account)
    .filter((resource) => resource.state.role === state.name);
  const attached = world
    .list(policy, account)
    .filter((resource) => attachments.some((attachment) => attachment.state.policyArn === resource.state.arn));
  return [...inline, ...attached].map((resource) => ({
    name: resource.state.name,
    document: JSON.parse(resource.state.policy),
  }));
}

/** Decides whether a call is allowed, by the policies as they stand now, and records the decision. */
export async function authorize(world: World, call: Call): Promise<boolean> {
  const { session, action, resource, resourcePolicy } = call;
  const question = {
    principal: sessionArn(session),
    action,
    resource,
    context: { ...callContext(world, session, resource), ...call.context },
    identityPolicies: policiesOf(world, session.role),
    resourcePolicy,
  };
  const analysis = await simulate(question);
  const allowed = analysis.result === "Allowed";
  world.trail.record({
    time: world.clock.now(),
    caller: question.principal,
    action,
    resource: resource.arn,
    allowed,
    decidedBy: explain(analysis, question, session.role.state.name),
  });
  return allowed;
}

/** Whether a role's trust policy lets an AWS service assume it. */
export async function serviceMayAssume(
  world: World,
  { account, region, state }: Resource<Role>,
  service: string,
): Promise<boolean> {
  const { result } = await simulate({
    principal: service,
    action: "sts:AssumeRole",
    resource: { arn: state.arn, account },
    context: {
      "aws:PrincipalIsAWSService": "true",
      "aws:RequestedRegion": region,
      "aws:CurrentTime": world.clock.now().toISOString(),
    },
    identityPolicies: [],
    resourcePolicy: { name: `the trust policy of ${state.name}`, document: JSON.parse(state.assumeRolePolicy) },
  });
  return result === "Allowed";
}
