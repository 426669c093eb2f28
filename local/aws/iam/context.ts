import type { Via } from "../core/service";
import type { Session } from "../core/sessions";
import type { World } from "../core/world";

/** Condition keys of a request and their values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** The keys that tell who calls; an anonymous caller has but one. */
function callerContext(world: World, session: Session | undefined): Context {
  if (session === undefined) {
    return { "aws:PrincipalType": "Anonymous" };
  }
  const { role, name, functionArn, sourceIdentity, tags = {} } = session;
  const organization = world.account(role.account)?.organization;
  return {
    "aws:PrincipalArn": role.state.arn,
    "aws:PrincipalAccount": role.account,
    "aws:PrincipalType": "AssumedRole",
    "aws:PrincipalIsAWSService": "false",
    "aws:userid": `${role.state.uniqueId}:${name}`,
    ...(organization !== undefined && {
      "aws:PrincipalOrgID": organization.id,
      "aws:PrincipalOrgPaths": [organization.path],
    }),
    ...(functionArn !== undefined && { "lambda:SourceFunctionArn": functionArn }),
    ...(sourceIdentity !== undefined && { "aws:SourceIdentity": sourceIdentity }),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
  };
}

/** The keys that describe the way in: those of a VPC endpoint exist only for a call through one. */
function pathContext(via: Via | undefined): Context {
  return via === undefined
    ? {}
    : {
        "aws:SourceVpce": via.endpoint.id,
        "aws:SourceVpc": via.endpoint.state.vpcId,
        "aws:VpcSourceIp": via.sourceAddress,
      };
}

/** A call, as far as its condition keys follow from it. */
interface KnownCall {
  readonly session: Session | undefined;
  readonly via?: Via | undefined;
  readonly resource: { readonly account: string; readonly region: string };
}

/** The global condition keys that AWS derives for a call of an operation that works on nothing. */
export function contextWithoutResource(world: World, { session, via, resource }: KnownCall): Context {
  const now = world.clock.now();
  return {
    ...callerContext(world, session),
    ...pathContext(via),
    "aws:CurrentTime": now.toISOString(),
    "aws:EpochTime": String(Math.floor(now.getTime() / 1000)),
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
    "aws:RequestedRegion": resource.region,
  };
}

/** The global condition keys that AWS derives for a call. */
export function callContext(world: World, call: KnownCall): Context {
  const { account } = call.resource;
  const organization = world.account(account)?.organization;
  return {
    ...contextWithoutResource(world, call),
    "aws:ResourceAccount": account,
    ...(organization !== undefined && { "aws:ResourceOrgID": organization.id }),
  };
}
