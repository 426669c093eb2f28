import type { ResourceRule } from "../support/rule";
import { textsOf } from "../support/values";

/** AWS's policies aren't in the program, so the other rules can't judge them, and most of them allow `*`. */
export const noManagedPolicy: ResourceRule = {
  name: "no-managed-policy",
  description: "No role, user or group has an AWS managed policy, since these allow more than is needed.",
  source:
    "IAM User Guide, Managed policies and inline policies; AmazonSageMakerFullAccess passes any role to SageMaker",
  types: "all",
  reads: ["policyArn", "policyArns", "managedPolicyArn", "managedPolicyArns"],
  judge: ({ props }) =>
    [props.policyArn, props.policyArns, props.managedPolicyArn, props.managedPolicyArns]
      .flatMap(textsOf)
      .filter((arn) => /^arn:[^:]+:iam::aws:policy\//.test(arn))
      .map((arn) => `attaches "${arn}", an AWS managed policy: write your own policy with the actions that are needed`),
};
