import { type PolicyDocument, policy } from "../../support/policy-document";

/** The policy `AllowAssumeSagemakerExternalRole`: assume the parent's role, and no other. Source: seed 000. */
export function assumeInvokeRolePolicy(roleArn: string): PolicyDocument {
  return policy({ Sid: "AssumeInvokeRole", Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn });
}
