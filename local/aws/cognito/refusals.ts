/** What Cognito refuses. */
export const cognitoRefusals = {
  R50: {
    code: "InvalidParameterException",
    fact: "a setting of a user pool or of its client is out of Cognito's range",
  },
  R51: {
    code: "InvalidParameterException",
    fact: "a user pool wants a second factor and has none, or has one that is off",
  },
  R52: { code: "InvalidParameterException", fact: "a user pool's sensitivity to case is changed after its creation" },
  R53: { code: "ResourceNotFoundException", fact: "a client, or a domain, belongs to a user pool that doesn't exist" },
  R110: {
    code: "InvalidParameterException",
    fact: "a user pool is deleted that is protected against deletion, or has a domain",
  },
} as const;
