import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { flowLogPolicy, flowLogTrustPolicy } from "./policies/flow-log-policies";

export interface NetworkLogsArgs {
  /** Id of the account that the VPC is in, 12 digits. */
  account: string;
  /** Region of the VPC, such as `eu-west-1`. */
  region: string;
  /** End of names in AWS. */
  suffix: string;
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** Whether every connection in the VPC is logged, refused ones included. */
  flowLogs: boolean;
  /** Whether every name that the VPC's resolver is asked for is logged. */
  queryLogs: boolean;
  /** Days that logs are kept. */
  logRetentionDays: number;
}

/**
 * Logs of who connected to what and who asked for which name, in CloudWatch.
 *
 * Source: VPC User Guide, "Publish flow logs to CloudWatch Logs"; Route 53 Developer Guide, "Resolver query logging".
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

  private logConnections(name: string, { account, region, suffix, vpcId, logRetentionDays }: NetworkLogsArgs): void {
    const logGroupName = `/aws/vpc/studio-hub-${suffix}`;
    const place = { account, region, logGroupName };
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: logGroupName, retentionInDays: logRetentionDays },
      { parent: this },
    );
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: `StudioHubFlowLogs-${suffix}`,
        description: "Writes the flow logs of the hub's VPC",
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
        vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: logGroup.arn,
        iamRoleArn: role.arn,
      },
      { parent: this, dependsOn: [rolePolicy] },
    );
  }

  private logQueries(name: string, { suffix, vpcId, logRetentionDays }: NetworkLogsArgs): void {
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      // AWS's delivery of logs may write to every group under this prefix, so that it needs no policy for each.
      { name: `/aws/vendedlogs/route53/studio-hub-${suffix}`, retentionInDays: logRetentionDays },
      { parent: this },
    );
    const config = new aws.route53.ResolverQueryLogConfig(
      `${name}-config`,
      { name: `studio-hub-${suffix}`, destinationArn: logGroup.arn },
      { parent: this },
    );
    new aws.route53.ResolverQueryLogConfigAssociation(
      `${name}-association`,
      { resolverQueryLogConfigId: config.id, resourceId: vpcId },
      { parent: this },
    );
  }
}
