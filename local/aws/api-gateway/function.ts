import { AwsError } from "../core/aws-error";
import type { Place, World } from "../core/world";
import { decisionOf } from "../iam/decision";
import { permissionsOf } from "../lambda";
import type { Invocation } from "../lambda/service";
import { GatewayError } from "./error";
import type { FunctionTarget } from "./kinds";

const service = "apigateway.amazonaws.com";

/** Calls a function and waits for its answer. Throws an AwsError when there is none, or the event is too large. */
export type Invoke = (place: Place, name: string, event: unknown) => Promise<Invocation>;

/** Whether a function's policy lets API Gateway call it for a method or an authorizer of an account's API. */
async function mayInvoke(world: World, target: FunctionTarget, source: { arn: string; account: string }) {
  const statements = permissionsOf(world, target, target.name).map((permission) => ({
    Sid: permission.statementId,
    Effect: "Allow",
    Principal: permission.principal.endsWith(".amazonaws.com")
      ? { Service: permission.principal }
      : { AWS: permission.principal },
    Action: permission.action,
    Resource: target.arn,
    Condition: {
      ...(permission.sourceArn !== undefined && { ArnLike: { "aws:SourceArn": permission.sourceArn } }),
      ...(permission.sourceAccount !== undefined && {
        StringEquals: { "aws:SourceAccount": permission.sourceAccount },
      }),
    },
  }));
  const { allowed } = await decisionOf({
    principal: service,
    action: "lambda:InvokeFunction",
    resource: { arn: target.arn, account: target.account },
    context: {
      "aws:PrincipalIsAWSService": "true",
      "aws:SourceArn": source.arn,
      "aws:SourceAccount": source.account,
      "aws:RequestedRegion": target.region,
      "aws:CurrentTime": world.clock.now().toISOString(),
    },
    identityPolicies: [],
    resourcePolicy: {
      name: `the policy of function ${target.name}`,
      document: { Version: "2012-10-17", Statement: statements },
    },
  });
  return allowed;
}

/**
 * Calls a function as API Gateway does; undefined when it may not, or there is no such function.
 *
 * @throws GatewayError when the event is more than Lambda takes.
 */
export async function callFunction(
  world: World,
  invoke: Invoke,
  target: FunctionTarget,
  source: { readonly arn: string; readonly account: string },
  event: object,
): Promise<Invocation | undefined> {
  if (!(await mayInvoke(world, target, source))) {
    return undefined;
  }
  try {
    return await invoke(target, target.name, event);
  } catch (error) {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") {
      return undefined;
    }
    if (error instanceof AwsError && error.code === "RequestEntityTooLargeException") {
      throw new GatewayError("REQUEST_TOO_LARGE", "Request Too Long");
    }
    throw error;
  }
}
