/** What Lambda refuses. */
export const lambdaRefusals = {
  R09: { code: "InvalidParameterValueException", fact: "a function's role doesn't trust Lambda" },
  R10: { code: "ResourceConflictException", fact: "an account has two functions of one name in a region" },
  R11: { code: "InvalidParameterValueException", fact: "a function's environment is larger than 4 KB" },
  R12: { code: "InvalidSubnetID.NotFound", fact: "a function is placed in a subnet that doesn't exist" },
  R49: {
    code: "InvalidParameterValueException",
    fact: "a function's subnets and security groups don't exist in one VPC",
  },
  R83: { code: "ResourceConflictException", fact: "a function's policy has two statements of one id" },
  R87: { code: "ResourceNotFoundException", fact: "a permission is for a function that doesn't exist" },
  R89: {
    code: "InvalidParameterValueException",
    fact: "a function is placed in a VPC before its role can manage network interfaces",
  },
} as const;
