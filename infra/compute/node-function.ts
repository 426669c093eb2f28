import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument } from "../support/policy-document";
import { bundleFunction } from "./function-bundle";
import { lambdaTrustPolicy, networkInterfacePolicy, ownLogGroupPolicy } from "./policies/function-policies";

/** Where in a VPC a function's network interfaces are. */
export interface VpcPlacement {
  /** Ids of the subnets, one for each Availability Zone. */
  subnetIds: pulumi.Input<string>[];
  /** Ids of the security groups. */
  securityGroupIds: pulumi.Input<string>[];
  /**
   * Ids of security groups that take the place of the function's own when it is destroyed, such as the VPC's default
   * one.
   *
   * @default none, and Lambda then holds on to the groups for up to 45 minutes
   */
  replacementSecurityGroupIds?: pulumi.Input<string>[] | undefined;
}

export interface NodeFunctionArgs {
  /** Id of the account that the function lives in, 12 digits. */
  account: string;
  /** Region of the function, such as `eu-west-1`. */
  region: string;
  /** Folder in `functions/` that holds the code. */
  folder: string;
  /** The function's name in AWS, up to 64 characters of `[\w-]`. */
  functionName: string;
  /** One sentence for the console. */
  description: string;
  /** The execution role's name in AWS, up to 64 characters of `[\w+=,.@-]`. */
  roleName: string;
  /** The execution role's path, with a slash at both ends. @default "/" */
  rolePath?: string | undefined;
  /** What the code may do, policies by name, in addition to writing its own logs. */
  policies: Readonly<Record<string, PolicyDocument>>;
  /** What the code reads from its environment. Not for secrets: anybody who may read the function sees it. */
  environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Memory in MiB, 128 to 10240; it also decides the share of a processor. */
  memorySize: number;
  /** Seconds that a call may take, up to 900. */
  timeout: number;
  /** Days that logs are kept. */
  logRetentionDays: number;
  /** Places the function in a VPC. @default none, with Lambda's own way to AWS's public endpoints */
  vpc?: VpcPlacement | undefined;
}

/**
 * A function of `functions/` in Lambda: bundled, on arm64 and the current Node.js runtime, with a role that may do the
 * named things and write to its own log group, nothing more.
 */
export class NodeFunction extends pulumi.ComponentResource {
  /** The function's name in AWS. */
  readonly functionName: pulumi.Output<string>;
  /** The function's ARN. */
  readonly functionArn: pulumi.Output<string>;
  /** ARN of the execution role. */
  readonly roleArn: pulumi.Output<string>;
  /** Name of the function's log group. */
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: NodeFunctionArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:compute:NodeFunction", name, {}, options);

    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: `/aws/lambda/${args.functionName}`, retentionInDays: args.logRetentionDays },
      { parent: this },
    );
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: args.roleName,
        path: args.rolePath,
        description: `Execution role of the function ${args.functionName}`,
        assumeRolePolicy: JSON.stringify(lambdaTrustPolicy()),
      },
      { parent: this },
    );
    const policies = {
      ...args.policies,
      WriteOwnLogs: ownLogGroupPolicy(args),
      ...(args.vpc !== undefined && { ManageNetworkInterfaces: networkInterfacePolicy(args) }),
    };
    const rolePolicies = Object.entries(policies).map(
      ([policyName, document]) =>
        new aws.iam.RolePolicy(
          `${name}-${policyName}`,
          { name: policyName, role: role.name, policy: JSON.stringify(document) },
          { parent: this },
        ),
    );
    const lambda = new aws.lambda.Function(
      `${name}-function`,
      {
        name: args.functionName,
        description: args.description,
        role: role.arn,
        runtime: aws.lambda.Runtime.NodeJS24dX,
        architectures: ["arm64"],
        packageType: "Zip",
        handler: "index.handler",
        code: new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset(bundleFunction(args.folder)) }),
        memorySize: args.memorySize,
        timeout: args.timeout,
        environment: { variables: { ...args.environment } },
        loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
        ...(args.vpc !== undefined && {
          vpcConfig: { subnetIds: args.vpc.subnetIds, securityGroupIds: args.vpc.securityGroupIds },
          ...(args.vpc.replacementSecurityGroupIds !== undefined && {
            replaceSecurityGroupsOnDestroy: true,
            replacementSecurityGroupIds: args.vpc.replacementSecurityGroupIds,
          }),
        }),
      },
      // A function created before its role's policies fails its first calls, and in a VPC isn't created.
      { parent: this, dependsOn: rolePolicies },
    );

    this.functionName = lambda.name;
    this.functionArn = lambda.arn;
    this.roleArn = role.arn;
    this.logGroupName = logGroup.name;
    this.registerOutputs({
      functionName: this.functionName,
      functionArn: this.functionArn,
      roleArn: this.roleArn,
      logGroupName: this.logGroupName,
    });
  }
}
