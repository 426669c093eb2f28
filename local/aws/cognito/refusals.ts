/** What Cognito refuses. */
export const cognitoRefusals = {
  R50: {
    code: "InvalidParameterException",
    fact: "a setting of a user pool or of its client is out of Cognito's range",
  },
  R51: {
    code: "InvalidParameterException",
    fact: "a user pool demands a second factor but configures none, or configures one while MFA is off",
  },
  R52: { code: "InvalidParameterException", fact: "a user pool's case sensitivity is changed after its creation" },
  R53: { code: "ResourceNotFoundException", fact: "a client, or a domain, belongs to a user pool that doesn't exist" },
  R110: {
    code: "InvalidParameterException",
    fact: "a user pool with deletion protection or a domain is deleted",
  },
} as const;
