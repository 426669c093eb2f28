import * as v from "valibot";
import { AwsError } from "../aws-error";
import { authorize } from "../iam/authorize";
import type { NamedPolicy } from "../iam/simulator";
import type { UserPool } from "../resource-types/cognito";
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
 * Lets an operation pass that nobody signs: on AWS's public side always, through an endpoint if its policy allows it to
 * an anonymous caller. Source: Cognito Developer Guide, "Access Amazon Cognito user pools using an interface endpoint".
 *
 * @throws AwsError AccessDeniedException, in AWS's words.
 */
export async function permitAnonymous(
  world: World,
  via: Via | undefined,
  { account, region, state }: Resource<UserPool>,
  operation: string,
): Promise<void> {
  if (via === undefined) {
    return;
  }
  const action = `cognito-idp:${operation}`;
  const { endpoint } = via;
  const policy = policyForPool(endpoint.state.policy, state.arn);
  const allowed = await authorize(world, {
    session: undefined,
    via: { ...via, endpoint: { ...endpoint, state: { ...endpoint.state, policy } } },
    action,
    resource: { arn: "*", account, region },
    resourcePolicy: everybody,
  });
  if (!allowed) {
    throw new AwsError(
      "AccessDeniedException",
      `User: anonymous is not authorized to perform: ${action} on resource: ${state.arn} because no VPC endpoint policy allows the ${action} action`,
    );
  }
}
