import type { APIGatewayAuthorizerWithContextResult } from "aws-lambda";

/** What the function behind the API gets: who the caller is. */
export interface StudioContext {
  readonly [name: string]: string;
  readonly userId: string;
}

export type StudioAuthorization = APIGatewayAuthorizerWithContextResult<StudioContext>;

/** A user's name as a path, as it is and as clients encode it: both lead to the same method, and both are the user's. */
function spellings(userId: string): string[] {
  return [...new Set([userId, encodeURIComponent(userId)])];
}

/**
 * Allows a user to GET their own path on the stage that was called, and nothing else, whichever path was called: API
 * Gateway refuses the others.
 *
 * Source: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer" and "Control access for invoking
 * an API", for the resource's form.
 *
 * @param methodArn ARN of the called method, `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>`.
 * @param userId a user's name, which holds nothing that a policy would read as a wildcard.
 * @throws Error, when the ARN has another form.
 */
export function allowOwnPath(methodArn: string, userId: string): StudioAuthorization {
  const stage = /^arn:[\w-]+:execute-api:[\w-]+:\d{12}:\w+\/[\w-]+(?=\/)/.exec(methodArn)?.[0];
  if (stage === undefined) {
    throw new Error("the event names no method of an API: use this function as a REST API's authorizer");
  }
  return {
    principalId: userId,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "GetOwnPath",
          Effect: "Allow",
          Action: "execute-api:Invoke",
          Resource: spellings(userId).map((path) => `${stage}/GET/${path}`),
        },
      ],
    },
    context: { userId },
  };
}
