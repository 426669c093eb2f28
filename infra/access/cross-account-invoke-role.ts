import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import { invokerNames, parentNames } from "../support/naming";
import { type CrossAccountInvokeRoleArgs, invokeRoleArguments } from "./cross-account-invoke-role-arguments";

/** Session length in seconds. A function's role that assumes another is role chaining, which AWS ends after an hour. */
const sessionSeconds = 3600;

/**
 * The parent's role `SageMakerExternal`: who may assume it (listed accounts' invoking roles that present the
 * ExternalId) and what it may do (invoke the named endpoints). Trust is never widened to fit: a list that is too long
 * is written in its compact form, and refused if that is too long as well.
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class CrossAccountInvokeRole extends pulumi.ComponentResource {
  /** ARN of the role that children assume. */
  readonly roleArn: pulumi.Output<string>;
  /** What children must present as ExternalId. */
  readonly externalId: string;
  /** The trusted account ids, or `organization`. */
  readonly children: string[] | "organization";
  /** The endpoints that may be invoked, or `all`. */
  readonly endpoints: string[] | "all";
  /** Whether answers may be streamed. */
  readonly streaming: boolean;
  /** Whether people's Studio is trusted as well. */
  readonly studio: boolean;

  constructor(name: string, args: CrossAccountInvokeRoleArgs, options?: pulumi.ComponentResourceOptions) {
    const checked = checkArguments("CrossAccountInvokeRole", name, invokeRoleArguments, args);
    const { externalId, children, endpoints, streaming, studio, trustPolicy, permissionPolicy } = checked;
    super("sagemaker-multi-account:access:CrossAccountInvokeRole", name, {}, options);
    const names = parentNames(checked);

    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: names.invokeRole,
        path: checked.rolePath,
        description: `Assumed by roles ${invokerNames("*", checked).invokerRole} of child accounts to invoke SageMaker endpoints`,
        assumeRolePolicy: JSON.stringify(trustPolicy),
        maxSessionDuration: sessionSeconds,
      },
      { parent: this },
    );
    const policy = new aws.iam.Policy(
      `${name}-policy`,
      {
        name: names.invokePolicy,
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
    this.streaming = streaming;
    this.studio = studio;
    this.registerOutputs({ roleArn: this.roleArn, externalId, children, endpoints, streaming, studio });
  }
}
