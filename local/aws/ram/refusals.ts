/** What RAM refuses. */
export const ramRefusals = {
  R37: {
    code: "ResourceShareInvitationArnNotFoundException",
    fact: "a share is accepted without an invitation; inside an organization there is none",
  },
  R38: {
    code: "OperationNotPermittedException",
    fact: "a share only for the organization is given to an account outside it",
  },
  R39: {
    code: "InvalidParameterException",
    fact: "a share's principal is neither an account id nor an ARN, such as o-…",
  },
  R40: {
    code: "UnknownResourceException",
    fact: "a share names a resource, a share or an organization that its account doesn't have",
  },
} as const;
