import type { ResourceRule } from "../support/rule";
import { textsOf } from "../support/values";

/** AWS's policies aren't in the program, so the other rules can't judge them, and most of them allow `*`. */
export const noManagedPolicy: ResourceRule = {
  name: "no-managed-policy",
  description: "No role, user or group has a policy of AWS's, which allow more than is needed.",
  source:
    "IAM User Guide, Managed policies and inline policies; AmazonSageMakerFullAccess passes any role to SageMaker",
  types: "all",
  reads: ["policyArn", "policyArns", "managedPolicyArn", "managedPolicyArns"],
  judge: ({ props }) =>
    [props.policyArn, props.policyArns, props.managedPolicyArn, props.managedPolicyArns]
      .flatMap(textsOf)
      .filter((arn) => /^arn:[^:]+:iam::aws:policy\//.test(arn))
      .map(
        (arn) => `attaches "${arn}", a policy of AWS's: write a policy of your own with the actions that are needed`,
      ),
};
