import { type PolicyDocument, policy } from "../../support/policy-document";

/** API Gateway, and nobody else, may write logs under the role. */
export function apiGatewayTrustPolicy(): PolicyDocument {
  return policy({
    Sid: "ApiGateway",
    Effect: "Allow",
    Principal: { Service: "apigateway.amazonaws.com" },
    Action: "sts:AssumeRole",
  });
}

/**
 * What API Gateway requires of an account's logging role: the same as AWS's own policy
 * `AmazonAPIGatewayPushToCloudWatchLogs`.
 *
 * Source: API Gateway Developer Guide, "Set up CloudWatch logging for REST APIs in API Gateway".
 */
export function pushApiLogsPolicy(): PolicyDocument {
  return policy({
    Sid: "PushApiLogs",
    Effect: "Allow",
    Action: [
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:FilterLogEvents",
      "logs:GetLogEvents",
      "logs:PutLogEvents",
    ],
    // `*`: the role serves every API of the account and region, whose log groups have whatever names, and the Describe
    // actions list all groups.
    Resource: "*",
  });
}
