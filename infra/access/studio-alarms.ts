import * as pulumi from "@pulumi/pulumi";
import { countedNamespace, registerAlarm, registerLogCount } from "../compute/alarm";
import { countedCalls } from "./studio-access-log";
import { studioStage } from "./studio-stage";

/** Refused tokens within five minutes: more than a few people with expired tokens. */
const everydayUnauthorized = 20;

export interface StudioAlarmsArgs {
  /** The API's name in AWS. */
  apiName: string;
  /** The API's id. */
  apiId: pulumi.Input<string>;
  /** Name of the API's access log group. */
  accessLogGroupName: pulumi.Input<string>;
  /** Names of the tables that a call reads, by what is in them. */
  tables: Readonly<Record<"users" | "lobs", pulumi.Input<string>>>;
  /** ARN of an SNS topic that is told of alarms and of their end. Default: none, alarms show only in CloudWatch. */
  topicArn?: string | undefined;
}

/**
 * Alarms for the API and its tables: failures as API Gateway counts them, throttled reads as DynamoDB counts them, and
 * what metric filters count in the access log, since API Gateway's `4XXError` doesn't distinguish a denial from a
 * mistake: denied calls, refused tokens, failures of the authorizer.
 *
 * Source: API Gateway Developer Guide, "Amazon API Gateway dimensions and metrics"; DynamoDB Developer Guide, "DynamoDB
 * metrics and dimensions".
 */
export class StudioAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: StudioAlarmsArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:access:StudioAlarms", name, {}, options);
    const { topicArn } = args;

    const counted = (metricName: keyof typeof countedCalls, description: string, threshold: number) => {
      registerLogCount(
        `${name}-${metricName}-filter`,
        {
          logGroupName: args.accessLogGroupName,
          metricName,
          pattern: countedCalls[metricName],
          dimensions: { ApiId: "$.apiId" },
        },
        this,
      );
      registerAlarm(
        `${name}-${metricName}`,
        {
          name: `${args.apiName}-${metricName}`,
          description,
          namespace: countedNamespace,
          metricName,
          dimensions: { ApiId: args.apiId },
          statistic: "Sum",
          threshold,
          topicArn,
        },
        this,
      );
    };
    counted("DeniedCalls", "Calls were denied with 403; filter the access log by status", 0);
    counted(
      "UnauthorizedCalls",
      "Many tokens were refused with 401; the authorizer's log shows why",
      everydayUnauthorized,
    );
    counted("AuthorizerFailures", "The authorizer failed or couldn't be called; its log shows why", 0);

    registerAlarm(
      `${name}-5XXError`,
      {
        name: `${args.apiName}-5XXError`,
        description: "Calls failed; filter the access log by status",
        namespace: "AWS/ApiGateway",
        metricName: "5XXError",
        dimensions: { ApiName: args.apiName, Stage: studioStage },
        statistic: "Sum",
        threshold: 0,
        topicArn,
      },
      this,
    );
    for (const [what, tableName] of Object.entries(args.tables)) {
      registerAlarm(
        `${name}-${what}-ReadThrottleEvents`,
        {
          name: pulumi.interpolate`${tableName}-ReadThrottleEvents`,
          description: "DynamoDB throttled reads of the table; raise the account's quota",
          namespace: "AWS/DynamoDB",
          metricName: "ReadThrottleEvents",
          dimensions: { TableName: tableName },
          statistic: "Sum",
          threshold: 0,
          topicArn,
        },
        this,
      );
    }
    this.registerOutputs();
  }
}
