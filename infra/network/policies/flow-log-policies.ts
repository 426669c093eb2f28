import { type PolicyDocument, policy } from "../../support/policy-document";

/** Where flow logs are. */
export interface FlowLogPlace {
  readonly account: string;
  readonly region: string;
  /** Name of the log group. */
  readonly logGroupName: string;
}

/**
 * VPC's flow logs, only for this account's flow logs in the region.
 *
 * Source: VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 */
export function flowLogTrustPolicy({ account, region }: FlowLogPlace): PolicyDocument {
  return policy({
    Sid: "FlowLogs",
    Effect: "Allow",
    Principal: { Service: "vpc-flow-logs.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      // `*`: the flow log is created after the role.
      ArnLike: { "aws:SourceArn": `arn:aws:ec2:${region}:${account}:vpc-flow-log/*` },
    },
  });
}

/** Write to the one log group. The group itself belongs to the stack, so creating one isn't allowed. */
export function flowLogPolicy({ account, region, logGroupName }: FlowLogPlace): PolicyDocument {
  return policy({
    Sid: "WriteFlowLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    // `*`: AWS chooses the names of the streams, and a log group's ARN ends in `:*`.
    Resource: `arn:aws:logs:${region}:${account}:log-group:${logGroupName}:*`,
  });
}
