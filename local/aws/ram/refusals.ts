/** What RAM refuses. */
export const ramRefusals = {
  R37: {
    code: "ResourceShareInvitationArnNotFoundException",
    fact: "a share is accepted that nobody was invited to, as none is inside of an organization",
  },
  R38: {
    code: "OperationNotPermittedException",
    fact: "a share for the organization alone is given to an account outside of it",
  },
  R39: { code: "InvalidParameterException", fact: "a share is given to what is no account id and no ARN, such as o-…" },
  R40: {
    code: "UnknownResourceException",
    fact: "a share names a resource, a share or an organization that its account doesn't have",
  },
} as const;
