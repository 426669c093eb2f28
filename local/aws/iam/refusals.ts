/** What IAM refuses. */
export const iamRefusals = {
  R01: {
    code: "LimitExceeded",
    fact: "a trust policy is longer than the account's quota (2,048 characters unless raised)",
  },
  R02: { code: "MalformedPolicyDocument", fact: "a trust policy names an account or a role that doesn't exist" },
  R03: { code: "MalformedPolicyDocument", fact: "a policy isn't a JSON document with statements" },
  R04: { code: "LimitExceeded", fact: "a managed policy is longer than 6,144 characters" },
  R05: { code: "LimitExceeded", fact: "a role's inline policies are longer than 10,240 characters together" },
  R06: { code: "EntityAlreadyExists", fact: "an account has two roles or two managed policies of one name" },
  R07: { code: "ValidationError", fact: "a role's longest session is outside 3,600 to 43,200 seconds" },
  R08: { code: "NoSuchEntity", fact: "an inline policy, or an attachment, names a role or policy that doesn't exist" },
  R16: { code: "ValidationError", fact: "a name has characters or a length that the service doesn't allow" },
  R150: {
    code: "NoSuchEntity",
    fact: "a role's permissions boundary isn't a policy of its account, or of AWS, that exists",
  },
  R151: { code: "InvalidInput", fact: "a role's permissions boundary isn't the ARN of a managed policy" },
  R152: { code: "ValidationError", fact: "a role's path doesn't begin and end with a slash" },
  R92: { code: "DeleteConflict", fact: "a role with policies, or a managed policy attached to a role, is deleted" },
} as const;
