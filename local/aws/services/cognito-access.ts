import * as v from "valibot";
import { AwsError } from "../aws-error";
import { judge } from "../iam/authorize";
import { notAuthorized } from "../iam/denial";
import type { NamedPolicy } from "../iam/question";
import { type UserPool, userPoolDomain } from "../resource-types/cognito";
import type { Via } from "../service";
import type { Resource, World } from "../world";

const oneOrMany = v.union([v.string(), v.array(v.string())]);

const policySchema = v.looseObject({
  Statement: v.array(v.looseObject({ Resource: oneOrMany, NotResource: v.optional(v.never()) })),
});

function covers(pattern: string, arn: string): boolean {
  const parts = pattern.split("*").map((part) =>
    part
      .split("?")
      .map((text) => text.replace(/[.*+^${}()|[\]\\]/g, "\\$&"))
      .join("."),
  );
  return new RegExp(`^${parts.join(".*")}$`).test(arn);
}

/**
 * An endpoint's policy as it reads for one pool. IAM lists sign-in among the actions that have no resource, so that it
 * is judged on `*`, while policies of Cognito's endpoints may name pools: what names this one, names `*` then, and what
 * names another, nothing.
 */
function policyForPool(text: string, arn: string): string {
  const policy = v.parse(policySchema, JSON.parse(text));
  const statements = policy.Statement.map((statement) => {
    const named = [statement.Resource].flat().some((pattern) => covers(pattern, arn));
    return { ...statement, Resource: named ? "*" : "arn:aws:cognito-idp:::userpool/another" };
  });
  return JSON.stringify({ ...policy, Statement: statements });
}

/** Everybody may try to sign in; only an endpoint's policy can be in the way. */
const everybody: NamedPolicy = {
  name: "Cognito's own rule, that everybody may sign in,",
  document: {
    Version: "2012-10-17",
    Statement: [{ Sid: "Everybody", Effect: "Allow", Principal: "*", Action: "cognito-idp:*", Resource: "*" }],
  },
};

/**
 * Refuses whatever comes through an endpoint to a pool that has a domain, and with it Cognito's own sign-in pages. The
 * words are the local AWS's own.
 *
 * Source: Cognito Developer Guide, "Access Amazon Cognito user pools using an interface endpoint".
 *
 * @throws AwsError NotAuthorizedException.
 */
export function refuseDomains(world: World, via: Via | undefined, pool: Resource<UserPool>): void {
  if (via !== undefined && world.all(userPoolDomain).some(({ state }) => state.userPoolId === pool.id)) {
    throw new AwsError(
      "NotAuthorizedException",
      "A user pool that has a domain can't be reached through AWS PrivateLink.",
    );
  }
}

/**
 * Lets an operation pass that nobody signs: on AWS's public side always, through an endpoint if its policy allows it to
 * an anonymous caller. Source: Cognito Developer Guide, "Access Amazon Cognito user pools using an interface endpoint".
 *
 * @throws AwsError AccessDeniedException, in AWS's words; NotAuthorizedException where the pool has a domain.
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
  const { endpoint } = via;
  const policy = policyForPool(endpoint.state.policy, state.arn);
  const verdict = await judge(world, {
    session: undefined,
    via: { ...via, endpoint: { ...endpoint, state: { ...endpoint.state, policy } } },
    action,
    resource: { arn: "*", account, region },
    resourcePolicy: everybody,
  });
  if (!verdict.allowed) {
    const { reason } = verdict;
    throw new AwsError("AccessDeniedException", notAuthorized("anonymous", action, { resource: state.arn, reason }));
  }
}
