import { kind } from "../core/world";

/** Where a function's network interfaces are. */
export interface VpcConfig {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** A function as Lambda keeps it. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  /** ARN of the execution role. */
  readonly role: string;
  /** File and export, such as `index.handler`. */
  readonly handler: string;
  readonly code: { readonly files: Readonly<Record<string, string>> };
  /** MiB. */
  readonly memorySize: number;
  /** Seconds. */
  readonly timeout: number;
  readonly environment: { readonly variables: Readonly<Record<string, string>> };
  /** Where its network interfaces are; without a VPC where it names no subnet. */
  readonly vpcConfig?: (VpcConfig & { readonly vpcId: string | undefined }) | undefined;
}
export const lambdaFunction = kind<LambdaFunction>("aws:lambda/function:Function");

/** One statement of a function's resource policy. */
export interface Permission {
  readonly functionName: string;
  readonly statementId: string;
  readonly action: string;
  /** A service, such as `apigateway.amazonaws.com`, or an account. */
  readonly principal: string;
  /** Pattern of what the service may call for. */
  readonly sourceArn?: string | undefined;
  readonly sourceAccount?: string | undefined;
}
export const permission = kind<Permission>("aws:lambda/permission:Permission");
