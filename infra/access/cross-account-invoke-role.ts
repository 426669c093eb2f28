import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import { invokePolicyName, invokeRoleName, invokingRolePrefix } from "../support/naming";
import { invokeRoleArguments } from "./cross-account-invoke-role-arguments";

/** Session length in seconds. A function's role that assumes another is role chaining, which AWS ends after an hour. */
const sessionSeconds = 3600;

/** What {@link CrossAccountInvokeRole} takes. */
export interface CrossAccountInvokeRoleArgs {
  /** The parent's account id, 12 digits. */
  account: string;
  /** Region of the endpoints, such as `eu-west-1`. */
  region: string;
  /**
   * Ids of the accounts whose invoking roles are trusted. The word `organization` trusts every account of
   * `organizationId` or `organizationPaths` instead: whoever can create a role called `SageMakerInvoker-…` in any of
   * them then passes.
   *
   * @example
   * ["333333333333", "444444444444"]
   */
  children: string[] | "organization";
  /** Names of the endpoints that may be invoked, or the word `all`. */
  endpoints: string[] | "all";
  /** Names of the inference components that may be invoked, or the word `all`. @default none */
  inferenceComponents?: string[] | "all" | undefined;
  /** What callers must present as ExternalId, 2 to 1224 characters; not a secret. @default the parent's account id */
  externalId?: string | undefined;
  /**
   * An ExternalId that is taken as well, 2 to 1224 characters: the one before, while callers change from it to
   * `externalId`, so that no call is refused in between.
   *
   * @default none
   */
  previousExternalId?: string | undefined;
  /** Id of the organization that callers' accounts must be in, `o-…`. @default none demanded */
  organizationId?: string | undefined;
  /**
   * Organization paths, one of which callers' accounts must be in.
   *
   * @default none demanded
   * @example
   * ["o-exampleorg1/r-ab12/ou-ab12-11111111/*"]
   */
  organizationPaths?: string[] | undefined;
  /** The only VPC endpoint through which InvokeEndpoint is accepted, `vpce-…`. @default any way in */
  vpcEndpointId?: string | undefined;
  /** Also allow InvokeEndpointWithResponseStream. @default false */
  streaming?: boolean | undefined;
  /** Characters that IAM accepts in a trust policy, 2048 to 8192, where the account's quota was raised. @default 2048 */
  trustPolicyLimit?: number | undefined;
}

/**
 * The parent's role `SageMakerExternal`: who may assume it (listed accounts' invoking roles that present the
 * ExternalId) and what it may do (invoke the named endpoints). Trust is never widened to make it fit: a list that is
 * too long is written in its compact form, and refused when that is too long as well.
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class CrossAccountInvokeRole extends pulumi.ComponentResource {
  /** ARN of the role that children assume. */
  readonly roleArn: pulumi.Output<string>;
  /** What children must present as ExternalId. */
  readonly externalId: string;
  /** The trusted account ids, or the word `organization`. */
  readonly children: string[] | "organization";
  /** The endpoints that may be invoked, or the word `all`. */
  readonly endpoints: string[] | "all";

  constructor(name: string, args: CrossAccountInvokeRoleArgs, options?: pulumi.ComponentResourceOptions) {
    const { externalId, children, endpoints, trustPolicy, permissionPolicy } = checkArguments(
      "CrossAccountInvokeRole",
      name,
      invokeRoleArguments,
      args,
    );
    super("sagemaker-multi-account:access:CrossAccountInvokeRole", name, {}, options);

    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: invokeRoleName,
        description: `Assumed by roles ${invokingRolePrefix}* of child accounts to invoke SageMaker endpoints`,
        assumeRolePolicy: JSON.stringify(trustPolicy),
        maxSessionDuration: sessionSeconds,
      },
      { parent: this },
    );
    const policy = new aws.iam.Policy(
      `${name}-policy`,
      {
        name: invokePolicyName,
        description: "Invoke the SageMaker endpoints that this account shares with its children",
        policy: JSON.stringify(permissionPolicy),
      },
      { parent: this },
    );
    new aws.iam.RolePolicyAttachment(
      `${name}-attachment`,
      { role: role.name, policyArn: policy.arn },
      { parent: this },
    );

    this.roleArn = role.arn;
    this.externalId = externalId;
    this.children = children;
    this.endpoints = endpoints;
    this.registerOutputs({ roleArn: this.roleArn, externalId, children, endpoints });
  }
}
