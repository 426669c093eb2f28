/** What CloudWatch refuses. */
export const cloudWatchRefusals = {
  R13: { code: "ResourceAlreadyExistsException", fact: "an account has two log groups of one name in a region" },
  R14: { code: "ResourceNotFoundException", fact: "a metric filter names a log group that doesn't exist" },
  R15: {
    code: "InvalidParameterException",
    fact: "a log group's retention is a number of days that CloudWatch Logs doesn't offer",
  },
} as const;
