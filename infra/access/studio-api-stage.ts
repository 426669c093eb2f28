import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { hubNames, type Naming } from "../support/naming";
import { apiGatewayTrustPolicy, pushApiLogsPolicy } from "./policies/studio-api-logs-policies";
import { accessLogFormat } from "./studio-access-log";
import { studioStage } from "./studio-stage";

/** Calls per second that all users together may make, and at once. A person makes a few a day. */
const throttling = { throttlingRateLimit: 50, throttlingBurstLimit: 100 };

export interface StudioApiStageArgs extends Naming {
  /** End of names in AWS. */
  suffix: string;
  /** The API's id. */
  apiId: pulumi.Input<string>;
  /** Id of the deployment that the stage shows. */
  deploymentId: pulumi.Input<string>;
  /** Whether the role for logs is made and set here, or is set already. Default: it is made. */
  apiGatewayLogRole?: "create" | "existing" | undefined;
  /** Days that access logs are kept. */
  logRetentionDays: number;
}

/**
 * The API's stage with its access log, and the role that API Gateway writes the log under. The role is a setting of the
 * whole account and region (`aws.apigateway.Account`): every API there logs under it, another stack that sets it takes
 * this one's place, and destroying this stack ends the logs of the others.
 *
 * Source: API Gateway Developer Guide, "Set up CloudWatch logging for REST APIs in API Gateway".
 */
export class StudioApiStage extends pulumi.ComponentResource {
  /** The access log's name in AWS. */
  readonly accessLogGroupName: pulumi.Output<string>;

  constructor(name: string, args: StudioApiStageArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:access:StudioApiStage", name, {}, options);
    const names = hubNames(args.suffix, args);

    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-access-logs`,
      { name: names.accessLogGroup, retentionInDays: args.logRetentionDays },
      { parent: this },
    );
    const dependsOn = args.apiGatewayLogRole === "existing" ? [] : [this.logRole(name, args)];
    const stage = new aws.apigateway.Stage(
      `${name}-stage`,
      {
        restApi: args.apiId,
        deployment: args.deploymentId,
        stageName: studioStage,
        accessLogSettings: { destinationArn: logGroup.arn, format: accessLogFormat },
        // Traces would show addresses with their query strings to everybody who may read traces.
        xrayTracingEnabled: false,
      },
      // API Gateway refuses a stage with logs in an account without the role.
      { parent: this, dependsOn },
    );
    new aws.apigateway.MethodSettings(
      `${name}-settings`,
      {
        restApi: args.apiId,
        stageName: stage.stageName,
        methodPath: "*/*",
        // Execution logs stay off: with data tracing they would hold presigned URLs.
        settings: { metricsEnabled: true, loggingLevel: "OFF", dataTraceEnabled: false, ...throttling },
      },
      { parent: this },
    );

    this.accessLogGroupName = logGroup.name;
    this.registerOutputs({ accessLogGroupName: this.accessLogGroupName });
  }

  /** Makes the role, and sets it for the account and region. */
  private logRole(name: string, args: StudioApiStageArgs): aws.apigateway.Account {
    const role = new aws.iam.Role(
      `${name}-logs-role`,
      {
        name: hubNames(args.suffix, args).apiLogsRole,
        path: args.rolePath,
        description: "API Gateway writes the logs of this account's APIs under it",
        assumeRolePolicy: JSON.stringify(apiGatewayTrustPolicy()),
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      `${name}-logs-policy`,
      { name: "PushApiLogs", role: role.name, policy: JSON.stringify(pushApiLogsPolicy()) },
      { parent: this },
    );
    return new aws.apigateway.Account(
      `${name}-account`,
      { cloudwatchRoleArn: role.arn },
      // API Gateway refuses a role that can't write logs yet.
      { parent: this, dependsOn: [policy] },
    );
  }
}
