import { type PolicyDocument, policy } from "../../support/policy-document";

/** Where a function is. */
export interface FunctionPlace {
  readonly account: string;
  readonly region: string;
  readonly functionName: string;
}

/** Lambda, and nobody else, may run code under the role. */
export function lambdaTrustPolicy(): PolicyDocument {
  return policy({
    Sid: "Lambda",
    Effect: "Allow",
    Principal: { Service: "lambda.amazonaws.com" },
    Action: "sts:AssumeRole",
  });
}

/** Write to the function's own log group. The group itself belongs to the stack, so creating one isn't allowed. */
export function ownLogGroupPolicy({ account, region, functionName }: FunctionPlace): PolicyDocument {
  return policy({
    Sid: "WriteOwnLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    // `*`: Lambda chooses the names of the streams, and CreateLogStream is checked against the group's ARN, which ends
    // in `:*`.
    Resource: `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/${functionName}:*`,
  });
}

const networkInterfaceActions = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/**
 * What Lambda needs to place a function in a VPC, and a denial of the same to the function's own code.
 * Source: Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
export function networkInterfacePolicy({ account, region, functionName }: FunctionPlace): PolicyDocument {
  return policy(
    {
      Sid: "LambdaManagesNetworkInterfaces",
      Effect: "Allow",
      Action: networkInterfaceActions,
      // `*`: the interfaces don't exist yet, and the Describe actions take no resource.
      Resource: "*",
    },
    {
      Sid: "CodeDoesNot",
      Effect: "Deny",
      Action: networkInterfaceActions,
      // `*`: the denial is for everything.
      Resource: "*",
      Condition: {
        ArnEquals: { "lambda:SourceFunctionArn": `arn:aws:lambda:${region}:${account}:function:${functionName}` },
      },
    },
  );
}
