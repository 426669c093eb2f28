import type { Session } from "../sessions";
import type { World } from "../world";

/** Condition keys of a request and their values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** The global condition keys that AWS derives for a call of a role's session. */
export function callContext(world: World, session: Session, resource: { account: string; region: string }): Context {
  const { role, name, functionArn } = session;
  const callerOrganization = world.account(role.account)?.organization;
  const resourceOrganization = world.account(resource.account)?.organization;
  const now = world.clock.now();
  return {
    "aws:PrincipalArn": role.state.arn,
    "aws:PrincipalAccount": role.account,
    "aws:PrincipalType": "AssumedRole",
    "aws:PrincipalIsAWSService": "false",
    "aws:userid": `${role.state.uniqueId}:${name}`,
    "aws:CurrentTime": now.toISOString(),
    "aws:EpochTime": String(Math.floor(now.getTime() / 1000)),
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
    "aws:RequestedRegion": resource.region,
    "aws:ResourceAccount": resource.account,
    ...(callerOrganization !== undefined && {
      "aws:PrincipalOrgID": callerOrganization.id,
      "aws:PrincipalOrgPaths": [callerOrganization.path],
    }),
    ...(resourceOrganization !== undefined && { "aws:ResourceOrgID": resourceOrganization.id }),
    ...(functionArn !== undefined && { "lambda:SourceFunctionArn": functionArn }),
  };
}
