/** What Route 53 refuses. */
export const route53Refusals = {
  R29: {
    code: "ConflictingDomainExists",
    fact: "a private zone is for a VPC that has a zone, or an endpoint's private DNS, of the name",
  },
  R31: { code: "InvalidVPCId", fact: "a private zone names a VPC that its account doesn't have" },
  R48: {
    code: "InvalidChangeBatch",
    fact: "a record exists already, is in no zone of the account, or is an alias to a missing name",
  },
  R97: { code: "HostedZoneNotEmpty", fact: "a hosted zone with records is deleted without force" },
} as const;
