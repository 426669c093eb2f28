/** What an action's requests have although AWS's lists don't have it. */
export interface Exception {
  /** The action, or a pattern of actions. */
  readonly action: string;
  readonly as: "condition key" | "policy variable";
  readonly names: readonly string[];
  readonly source: string;
}

/**
 * `lambda:SourceFunctionArn` needs no line: AWS lists it among the global keys. Nor does CreateApp, which Studio asks for a
 * profile: every statement that allows it names apps as well.
 */
export const exceptions: readonly Exception[] = [
  {
    action: "sagemaker:*",
    as: "policy variable",
    names: ["sagemaker:DomainId", "sagemaker:UserProfileName"],
    source: `SageMaker Developer Guide, the example policies of execution roles that hold users to their own profile; whether the
      variables are there is an open question`,
  },
  {
    action: "sts:AssumeRoleWithWebIdentity",
    as: "condition key",
    names: ["token.actions.githubusercontent.com:aud", "token.actions.githubusercontent.com:sub"],
    source:
      'IAM User Guide, "Available keys for AWS OIDC federation": every provider has `<issuer>:aud` and `<issuer>:sub`',
  },
];
