/** What Route 53's resolver refuses. */
export const route53ResolverRefusals = {
  R41: { code: "ResourceNotFoundException", fact: "a rule that isn't shared with the account is associated" },
  R42: { code: "InvalidRequestException", fact: "a resolver endpoint has fewer than two addresses" },
  R43: {
    code: "InvalidRequestException",
    fact: "a rule is associated with the VPC of the inbound endpoint that it forwards to",
  },
  R44: { code: "InvalidRequestException", fact: "two rules for one domain are associated with a VPC" },
  R45: {
    code: "InvalidParameterException",
    fact: "a resolver endpoint's address can't be had, or a forward rule has no outbound endpoint",
  },
  R95: {
    code: "InvalidRequestException",
    fact: "a resolver endpoint is deleted that has rules, or a query log that VPCs write",
  },
  R96: { code: "ResourceInUseException", fact: "a resolver rule is deleted that holds for VPCs" },
  R128: {
    code: "ValidationException",
    fact: "a list of DNS Firewall has what is no name, or * elsewhere than at the start of one",
  },
  R129: {
    code: "ResourceNotFoundException",
    fact: "a rule of DNS Firewall, or an association, names a list or a rule group that the account doesn't have",
  },
  R130: {
    code: "ValidationException",
    fact: "a rule of DNS Firewall has no list, blocks without a response, or has the priority or the list of another in its group",
  },
  R131: {
    code: "ValidationException",
    fact: "an association of a DNS Firewall rule group has a priority outside of 101 to 9,899, or another's, or is the VPC's second with the group",
  },
  R132: {
    code: "ConflictException",
    fact: "a list of DNS Firewall is deleted that rules have, or a rule group that has rules or VPCs",
  },
  R133: {
    code: "ValidationException",
    fact: "an association of a DNS Firewall rule group is changed, or is deleted while it is protected against that",
  },
} as const;
