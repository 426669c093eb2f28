import type { Via } from "../core/service";
import { type Session, sessionArn } from "../core/sessions";
import type { Resource, World } from "../core/world";
import { type Context, callContext, contextWithoutResource } from "./context";
import { decisionOf } from "./decision";
import type { Denial } from "./denial";
import { limitsOf } from "./guardrails";
import type { Role } from "./kinds";
import { boundaryOf, endpointPolicy, ofSession, policiesOf } from "./present-policies";
import type { NamedPolicy, Question } from "./question";
import { forEverybody, needsNoPermission } from "./simulator";

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
