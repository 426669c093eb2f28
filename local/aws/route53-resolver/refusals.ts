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
    fact: "a resolver endpoint's address is in use or outside its subnet, or a forward rule has no outbound endpoint of its region",
  },
  R200: { code: "ResourceExistsException", fact: "a resolver endpoint has one address twice" },
  R201: {
    code: "ResourceNotFoundException",
    fact: "a VPC's query logs name a configuration that is neither the account's nor shared with it",
  },
  R95: {
    code: "InvalidRequestException",
    fact: "a resolver endpoint with rules, or a query log that VPCs write, is deleted",
  },
  R96: { code: "ResourceInUseException", fact: "a resolver rule associated with VPCs is deleted" },
  R128: {
    code: "ValidationException",
    fact: "a list of DNS Firewall has an invalid name, or * elsewhere than at its start",
  },
  R129: {
    code: "ResourceNotFoundException",
    fact: "a rule of DNS Firewall, or an association, names a list or a rule group that the account doesn't have",
  },
  R130: {
    code: "ValidationException",
    fact: "a rule of DNS Firewall has no list, blocks without a response, or repeats a priority or list of its group",
  },
  R131: {
    code: "ValidationException",
    fact: "an association of a DNS Firewall rule group has a priority outside 101 to 9,899, or repeats the VPC's priority or group",
  },
  R132: {
    code: "ConflictException",
    fact: "a list of DNS Firewall that rules use, or a rule group with rules or VPCs, is deleted",
  },
  R133: {
    code: "ValidationException",
    fact: "an association of a DNS Firewall rule group is changed, or is deleted while mutation protection is on",
  },
} as const;
