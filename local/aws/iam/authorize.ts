import { policy, type Role, role, rolePolicy, rolePolicyAttachment } from "../resource-types/iam";
import type { Via } from "../service";
import { type Session, sessionArn } from "../sessions";
import type { Resource, World } from "../world";
import { type Context, callContext } from "./context";
import { explain } from "./explain";
import { type NamedPolicy, type Question, simulate } from "./simulator";

/** A call, and the way that it came in. */
export interface Call {
  /** Who calls; undefined for an anonymous caller. */
  readonly session: Session | undefined;
  /** The VPC endpoint that the call came through, if any. */
  readonly via?: Via | undefined;
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

/** An endpoint's policy by the name that a person knows it by. */
export function endpointPolicy({ endpoint }: Via): NamedPolicy {
  const { serviceName, policy: text } = endpoint.state;
  return { name: `the policy of endpoint ${endpoint.id} (${serviceName})`, document: JSON.parse(text) };
}

/** Decides whether a call is allowed, by the policies as they stand now, and records the decision. */
export async function authorize(world: World, call: Call): Promise<boolean> {
  const { session, via, action, resource, resourcePolicy } = call;
  const question = {
    principal: session === undefined ? "anonymous" : sessionArn(session),
    action,
    resource,
    context: { ...callContext(world, call), ...call.context },
    identityPolicies: session === undefined ? [] : policiesOf(world, session.role),
    resourcePolicy,
    endpointPolicy: via === undefined ? undefined : endpointPolicy(via),
  };
  return decide(world, question, session?.role.state.name ?? "nobody", via);
}

async function decide(world: World, question: Question, identity: string, via: Via | undefined): Promise<boolean> {
  const analysis = await simulate(question);
  const allowed = analysis.result === "Allowed";
  world.trail.record({
    time: world.clock.now(),
    caller: question.principal,
    action: question.action,
    resource: question.resource.arn,
    ...(via !== undefined && { via: via.endpoint.id }),
    allowed,
    decidedBy: explain(analysis, question, identity),
  });
  return allowed;
}

/** Allows whatever is asked: for a question in which an endpoint's policy alone decides. */
const everything: NamedPolicy = {
  name: "NeedsNoPermission",
  document: { Version: "2012-10-17", Statement: [{ Sid: "Any", Effect: "Allow", Action: "*", Resource: "*" }] },
};

/** Decides a call that needs no permission of the caller's own, by the policy of the endpoint that it came through. */
export async function throughEndpoint(
  world: World,
  call: Omit<Call, "session" | "resourcePolicy"> & { readonly session: Session; readonly via: Via },
): Promise<boolean> {
  const question = {
    principal: sessionArn(call.session),
    action: call.action,
    resource: call.resource,
    context: { ...callContext(world, call), ...call.context },
    identityPolicies: [everything],
    endpointPolicy: endpointPolicy(call.via),
  };
  return decide(world, question, call.session.role.state.name, call.via);
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
