import { AwsError } from "./aws-error";

/**
 * What AWS refuses when a resource is created, and the local AWS with it. Facts are from AWS's documentation; each row
 * has its case in `tests/local/aws/refusals.test.ts`.
 */
export const refusals = {
  R01: {
    code: "LimitExceeded",
    fact: "a trust policy is longer than the account's quota (2,048 characters unless raised)",
  },
  R02: { code: "MalformedPolicyDocument", fact: "a trust policy names an account or a role that doesn't exist" },
  R03: { code: "MalformedPolicyDocument", fact: "a policy isn't a JSON document with statements" },
  R04: { code: "LimitExceeded", fact: "a managed policy is longer than 6,144 characters" },
  R05: { code: "LimitExceeded", fact: "a role's inline policies are longer than 10,240 characters together" },
  R06: { code: "EntityAlreadyExists", fact: "an account has two roles, or two managed policies, of one name" },
  R07: { code: "ValidationError", fact: "a role's longest session is outside 3,600 to 43,200 seconds" },
  R08: { code: "NoSuchEntity", fact: "an inline policy, or an attachment, names a role or policy that doesn't exist" },
  R09: { code: "InvalidParameterValueException", fact: "a function's role doesn't trust Lambda" },
  R10: { code: "ResourceConflictException", fact: "an account has two functions of one name in a region" },
  R11: { code: "InvalidParameterValueException", fact: "a function's environment is larger than 4 KB" },
  R12: { code: "InvalidSubnetID.NotFound", fact: "a function is placed in a subnet that doesn't exist" },
  R13: { code: "ResourceAlreadyExistsException", fact: "an account has two log groups of one name in a region" },
  R14: { code: "ResourceNotFoundException", fact: "a metric filter names a log group that doesn't exist" },
  R15: {
    code: "InvalidParameterException",
    fact: "logs are kept for a number of days that CloudWatch Logs doesn't know",
  },
  R16: { code: "ValidationError", fact: "a name has characters or a length that the service doesn't take" },
} as const;

export type RefusalNumber = keyof typeof refusals;

/** Refuses as AWS does, with the row's code. */
export function refuse(row: RefusalNumber, message: string): never {
  throw new AwsError(refusals[row].code, message);
}
