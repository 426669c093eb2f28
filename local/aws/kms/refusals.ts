/** What KMS refuses, and other services on account of a key. */
export const kmsRefusals = {
  R160: {
    code: "NotFoundException",
    fact: "an alias, or what a service keeps, names a key that its place doesn't have",
  },
  R161: { code: "AlreadyExistsException", fact: "an account has two aliases of one name in a region" },
  R162: {
    code: "AccessDeniedException",
    fact: "a key's policy doesn't let the service use it on behalf of who makes what it encrypts",
  },
  R163: { code: "AccessDeniedException", fact: "a log group's key doesn't let the log service in" },
  R164: { code: "MalformedPolicyDocumentException", fact: "a key's policy lets nobody of its account change it" },
} as const;
