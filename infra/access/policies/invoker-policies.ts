import { type PolicyDocument, policy } from "../../support/policy-document";

/** The policy `AllowAssumeSagemakerExternalRole`: assume the parent's role, and no other. Its name is that of AWS's article on cross-account inference. */
export function assumeInvokeRolePolicy(roleArn: string): PolicyDocument {
  return policy({ Sid: "AssumeInvokeRole", Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn });
}
