import { AwsError } from "../core/aws-error";
import type { Via } from "../core/service";
import type { Resource, World } from "../core/world";
import { judgeAtEndpoint } from "../iam/authorize";
import { notAuthorized } from "../iam/denial";
import { type UserPool, userPoolDomain } from "./kinds";

/**
 * Refuses calls through an endpoint to a pool with a domain, which gives it Cognito's own sign-in pages. The words are
 * Cognito's as a user reports them, in issue 110 of GachiSallim-UMC/backend.
 *
 * Source: Cognito Developer Guide, "Access Amazon Cognito user pools using an interface endpoint".
 *
 * @throws AwsError InvalidParameterException.
 */
export function refuseDomains(world: World, via: Via | undefined, pool: Resource<UserPool>): void {
  if (via !== undefined && world.all(userPoolDomain).some(({ state }) => state.userPoolId === pool.id)) {
    throw new AwsError(
      "InvalidParameterException",
      "PrivateLink access is disabled for the user pool that has ManagedLogin configured.",
    );
  }
}

/**
 * Lets an operation pass that nobody signs: on AWS's public side always, through an endpoint if its policy allows it to
 * an anonymous caller. What the policy has to name is the open question `sign-in-resource`.
 * Source: Cognito Developer Guide, "Access Amazon Cognito user pools using an interface endpoint"; Service Authorization
 * Reference, "Actions, resources, and condition keys for Amazon Cognito User Pools".
 *
 * @throws AwsError AccessDeniedException, in AWS's words; InvalidParameterException where the pool has a domain.
 */
export async function permitAnonymous(
  world: World,
  via: Via | undefined,
  pool: Resource<UserPool>,
  operation: string,
): Promise<void> {
  if (via === undefined) {
    return;
  }
  const { account, region, state } = pool;
  refuseDomains(world, via, pool);
  const action = `cognito-idp:${operation}`;
  const call = { session: undefined, via, action, region };
  const verdict = await judgeAtEndpoint(
    world,
    world.readings["sign-in-resource"] === "pool"
      ? { ...call, resource: { arn: state.arn, account }, standIn: "cognito-idp:DescribeUserPool" }
      : call,
  );
  if (!verdict.allowed) {
    const { reason } = verdict;
    throw new AwsError("AccessDeniedException", notAuthorized("anonymous", action, { resource: state.arn, reason }));
  }
}
