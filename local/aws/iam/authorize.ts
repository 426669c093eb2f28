import type { Via } from "../core/service";
import { type Session, sessionArn } from "../core/sessions";
import type { Resource, World } from "../core/world";
import { isTarget, listedAction, takesKey } from "./action-list";
import { type Context, callContext, contextWithoutResource } from "./context";
import { decisionOf } from "./decision";
import type { Denial } from "./denial";
import { limitsOf } from "./guardrails";
import { policy, type Role, role, rolePolicy, rolePolicyAttachment } from "./kinds";
import type { NamedPolicy, Question } from "./question";
import { needsNoPermission } from "./stand-in";
import { trustPolicy } from "./trust-policy";

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
  /** Whether the endpoint's policy was asked before, by other keys. Default: false. */
  readonly isPastEndpoint?: boolean;
  /** Whether no condition key tells who calls. Default: false. */
  readonly hidesCaller?: boolean;
}

/** The policies that a role has now, inline and attached. A role that was created again is no longer the session's role. */
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
  return [...inline, ...attached].map(documentOf);
}

/**
 * The policy that limits what a role's own policies allow; it allows nothing by itself.
 *
 * Source: IAM User Guide, "Permissions boundaries for IAM entities".
 */
function boundaryOf(world: World, { state }: Resource<Role>): NamedPolicy | undefined {
  const boundary = world.all(policy).find(({ state: { arn } }) => arn === state.permissionsBoundary);
  return boundary === undefined ? undefined : documentOf(boundary);
}

/** Documents of resources, each read once: a change puts another resource in its place. */
const documents = new WeakMap<object, NamedPolicy>();

function documentOf(resource: Resource<{ readonly name: string; readonly policy: string }>): NamedPolicy {
  const { name, policy: text } = resource.state;
  const known = documents.get(resource) ?? { name, document: JSON.parse(text) };
  documents.set(resource, known);
  return known;
}

/**
 * Policies as they are for a session: SageMaker's variables in them are the session's own, and belong to no action.
 * Whether AWS has them is the open question `studio-variables`.
 *
 * Source: SageMaker Developer Guide, "Give your users access to spaces".
 */
function ofSession({ readings }: World, { studio }: Session, policies: readonly NamedPolicy[]): readonly NamedPolicy[] {
  if (studio === undefined || readings["studio-variables"] === "absent") {
    return policies;
  }
  const { domainId, profile } = studio;
  return policies.map((policyOfRole) => {
    const known = filled.get(policyOfRole) ?? new Map<string, NamedPolicy>();
    const key = `${domainId} ${profile}`;
    const own = known.get(key) ?? withStudio(policyOfRole, domainId, profile);
    filled.set(policyOfRole, known.set(key, own));
    return own;
  });
}

/** Policies with a Studio's names in them, each written once. */
const filled = new WeakMap<NamedPolicy, Map<string, NamedPolicy>>();

function withStudio({ name, document }: NamedPolicy, domainId: string, profile: string): NamedPolicy {
  const text = JSON.stringify(document).replaceAll(/\$\{sagemaker:(DomainId|UserProfileName)\}/g, (_, variable) =>
    variable === "DomainId" ? domainId : profile,
  );
  return { name, document: JSON.parse(text) };
}

/** An endpoint's policy by the name that a person knows it by. */
export function endpointPolicy({ endpoint }: Via): NamedPolicy {
  const { serviceName, policy: text } = endpoint.state;
  const name = `the policy of endpoint ${endpoint.id} (${serviceName})`;
  const known = documents.get(endpoint) ?? { name, document: JSON.parse(text) };
  documents.set(endpoint, known);
  return known;
}

/** How a call was decided. */
export type Verdict = { readonly allowed: true } | ({ readonly allowed: false } & Denial);

/** Keys that a call doesn't have by the way it comes, and those of AssumeRole, which it brings or not. */
function absentKeys(via: Via | undefined): string[] {
  const ofWay = via === undefined ? ["aws:sourcevpc*", "aws:vpcsourceip"] : ["aws:sourceip"];
  return [...ofWay, "sts:*", "aws:requesttag/*", "aws:tagkeys"];
}

/** What an organization lays over a role's calls, where it does. */
function limitsIn({ guardrails }: World, { account, stack }: Resource<Role>, context: Context, via: Via | undefined) {
  return guardrails && limitsOf(guardrails, { account, stack }, { context, absent: absentKeys(via) });
}

/** Keys that a service tells of every caller. Source: KMS Developer Guide, "AWS KMS condition keys", `kms:CallerAccount`. */
function keysOfService(action: string, session: Session | undefined): Context {
  return action.startsWith("kms:") && session !== undefined ? { "kms:CallerAccount": session.role.account } : {};
}

/** The question that a call puts to IAM, with the present policies. */
export function questionOf(world: World, call: Call): Question {
  const { session, via, action, resource, resourcePolicy, isPastEndpoint = false, hidesCaller = false } = call;
  const known = hidesCaller ? { ...call, session: undefined } : call;
  const context = { ...callContext(world, known), ...keysOfService(action, session), ...call.context };
  const boundary = session === undefined ? undefined : boundaryOf(world, session.role);
  return {
    principal: session === undefined ? "anonymous" : sessionArn(session),
    action,
    resource,
    context,
    identityPolicies: session === undefined ? [] : ofSession(world, session, policiesOf(world, session.role)),
    permissionsBoundary: boundary,
    ...(session !== undefined && limitsIn(world, session.role, context, via)),
    sessionPolicy: session?.policy,
    resourcePolicy,
    endpointPolicy: via === undefined || isPastEndpoint ? undefined : endpointPolicy(via),
  };
}

/** Decides a call by the present policies, and records the decision. */
export async function judge(world: World, call: Call): Promise<Verdict> {
  return decide(world, questionOf(world, call), call.via);
}

/** Decides whether a call is allowed by the present policies, and records the decision. */
export async function authorize(world: World, call: Call): Promise<boolean> {
  const { allowed } = await judge(world, call);
  return allowed;
}

async function decide(world: World, question: Question, via: Via | undefined): Promise<Verdict> {
  const { allowed, decidedBy, denial } = await decisionOf(question);
  const sourceIdentity = question.context["aws:SourceIdentity"];
  world.trail.record({
    time: world.clock.now(),
    caller: question.principal,
    ...(typeof sourceIdentity === "string" && { sourceIdentity }),
    action: question.action,
    resource: question.resource.arn,
    ...(via !== undefined && { via: via.endpoint.id }),
    allowed,
    decidedBy,
  });
  return denial === undefined ? { allowed: true } : { allowed: false, ...denial };
}

/** A call as the policy of the endpoint that it came through sees it. */
export interface CallAtEndpoint {
  /** Undefined for an anonymous caller, and where the endpoint isn't told who calls. */
  readonly session: Session | undefined;
  readonly via: Via;
  readonly action: string;
  readonly region: string;
  /** What the call works on. Default: nothing. */
  readonly resource?: { readonly arn: string; readonly account: string };
  /** Whether condition keys of the resource are there. Default: false. */
  readonly knowsResource?: boolean;
  /** Another action, where AWS's list doesn't have the resource for this one. */
  readonly standIn?: string;
}

/** Allows everybody an action, so that only an endpoint's policy can refuse it. */
function forEverybody(action: string): NamedPolicy {
  const statement = { Sid: "Everybody", Effect: "Allow", Principal: "*", Action: action, Resource: "*" };
  return {
    name: "the service, which allows everybody",
    document: { Version: "2012-10-17", Statement: [statement] },
  };
}

/** Decides a call by the policy of the endpoint that it came through, and by nothing else. */
export async function judgeAtEndpoint(world: World, call: CallAtEndpoint): Promise<Verdict> {
  const { session, via, action, region, standIn, knowsResource = false } = call;
  const { account } = call.resource ?? session?.role ?? via.endpoint;
  const known = { session, via, resource: { account, region } };
  const question: Question = {
    principal: session === undefined ? "anonymous" : sessionArn(session),
    action,
    resource: { arn: call.resource?.arn ?? "*", account },
    context: knowsResource ? callContext(world, known) : contextWithoutResource(world, known),
    identityPolicies: session === undefined ? [] : [needsNoPermission(action)],
    resourcePolicy: session === undefined ? forEverybody(action) : undefined,
    endpointPolicy: endpointPolicy(via),
    standIn,
  };
  return decide(world, question, via);
}

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
