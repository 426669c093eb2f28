import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { flowLogPolicy, flowLogTrustPolicy } from "./policies/flow-log-policies";

export interface NetworkLogsArgs {
  /** Id of the account that the VPC is in, 12 digits. */
  account: string;
  /** Region of the VPC, such as `eu-west-1`. */
  region: string;
  /** The VPC's part of the names of log groups and of the query logs' configuration. */
  nameInAws: string;
  /** Name of the role that flow logs are written to CloudWatch under. */
  roleName: string;
  /** The role's path, with a slash at both ends. Default: `/`. */
  rolePath?: string | undefined;
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** Whether every connection in the VPC is logged, also refused ones. */
  flowLogs: boolean;
  /** Whether every name that the VPC's resolver is asked for is logged. */
  queryLogs: boolean;
  /** ARN of the S3 bucket that logs go to. Default: log groups of CloudWatch. */
  logBucketArn?: string | undefined;
  /** Days that logs are kept in CloudWatch. */
  logRetentionDays: number;
}

/**
 * Logs of connections and DNS queries, in CloudWatch or in a bucket. A bucket needs no role: its policy allows AWS's
 * delivery of logs, and its lifecycle decides how long logs are kept.
 *
 * Source: VPC User Guide, "Publish flow logs to CloudWatch Logs" and "Publish flow logs to Amazon S3"; Route 53 Developer
 * Guide, "Resolver query logging".
 */
export class NetworkLogs extends pulumi.ComponentResource {
  constructor(name: string, args: NetworkLogsArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:network:NetworkLogs", name, {}, options);
    if (args.flowLogs) {
      this.logConnections(`${name}-flow`, args);
    }
    if (args.queryLogs) {
      this.logQueries(`${name}-query`, args);
    }
    this.registerOutputs();
  }

  private logConnections(name: string, args: NetworkLogsArgs): void {
    const logged = { vpcId: args.vpcId, trafficType: "ALL" };
    if (args.logBucketArn !== undefined) {
      const destination = { logDestinationType: "s3", logDestination: args.logBucketArn };
      new aws.ec2.FlowLog(`${name}-log`, { ...logged, ...destination }, { parent: this });
      return;
    }
    const logGroupName = `/aws/vpc/${args.nameInAws}`;
    const place = { account: args.account, region: args.region, logGroupName };
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: args.roleName,
        path: args.rolePath,
        description: `Writes the flow logs of ${args.nameInAws}`,
        assumeRolePolicy: JSON.stringify(flowLogTrustPolicy(place)),
      },
      { parent: this },
    );
    const rolePolicy = new aws.iam.RolePolicy(
      `${name}-policy`,
      { name: "WriteFlowLogs", role: role.name, policy: JSON.stringify(flowLogPolicy(place)) },
      { parent: this },
    );
    new aws.ec2.FlowLog(
      `${name}-log`,
      {
        ...logged,
        logDestinationType: "cloud-watch-logs",
        logDestination: this.logGroup(name, logGroupName, args),
        iamRoleArn: role.arn,
      },
      { parent: this, dependsOn: [rolePolicy] },
    );
  }

  private logQueries(name: string, args: NetworkLogsArgs): void {
    // AWS's delivery of logs may write to every group under this prefix, so that it needs no policy for each.
    const groupName = `/aws/vendedlogs/route53/${args.nameInAws}`;
    const config = new aws.route53.ResolverQueryLogConfig(
      `${name}-config`,
      { name: args.nameInAws, destinationArn: args.logBucketArn ?? this.logGroup(name, groupName, args) },
      { parent: this },
    );
    new aws.route53.ResolverQueryLogConfigAssociation(
      `${name}-association`,
      { resolverQueryLogConfigId: config.id, resourceId: args.vpcId },
      { parent: this },
    );
  }

  private logGroup(name: string, groupName: string, { logRetentionDays }: NetworkLogsArgs): pulumi.Output<string> {
    const inputs = { name: groupName, retentionInDays: logRetentionDays };
    return new aws.cloudwatch.LogGroup(`${name}-logs`, inputs, { parent: this }).arn;
  }
}
