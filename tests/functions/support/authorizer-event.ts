/** ARN of the API's stage that the tests call. */
export const stageArn = "arn:aws:execute-api:eu-west-1:111122223333:abcde12345/studio";

/** What API Gateway asks a REQUEST authorizer, for a path and headers. */
export function authorizerEvent(headers: Readonly<Record<string, string>> | null, path = "user-lob-a"): object {
  return {
    type: "REQUEST",
    methodArn: `${stageArn}/GET/${path}`,
    resource: "/{userId}",
    path: `/${path}`,
    httpMethod: "GET",
    headers,
    multiValueHeaders: null,
    queryStringParameters: null,
    pathParameters: { userId: path },
    requestContext: { stage: "studio", requestId: "api-request-1" },
  };
}

/** What API Gateway asks for a request with a token. */
export function bearing(token: string, path?: string): object {
  return authorizerEvent({ Authorization: `Bearer ${token}` }, path);
}

/** The authorizer's whole answer for a user. */
export function ownPathAllowed(userId: string): object {
  return {
    principalId: userId,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "GetOwnPath",
          Effect: "Allow",
          Action: "execute-api:Invoke",
          Resource: [...new Set([userId, encodeURIComponent(userId)])].map((path) => `${stageArn}/GET/${path}`),
        },
      ],
    },
    context: { userId },
  };
}
