/** What EC2 refuses. */
export const ec2Refusals = {
  R20: { code: "InvalidVpcID.NotFound", fact: "a resource names a VPC that its account doesn't have in the region" },
  R21: {
    code: "InvalidSubnetID.NotFound",
    fact: "a resource names a subnet that its account, or the VPC, doesn't have",
  },
  R22: { code: "InvalidGroup.NotFound", fact: "a resource names a security group that the VPC doesn't have" },
  R23: {
    code: "InvalidRouteTableID.NotFound",
    fact: "a resource names a route table, of a VPC or a transit gateway, that its account doesn't have",
  },
  R24: {
    code: "InvalidSubnet.Range",
    fact: "a subnet isn't in its VPC's CIDR block, or a reservation in its subnet's",
  },
  R25: { code: "InvalidSubnet.Conflict", fact: "a subnet, or a reservation, overlaps with another" },
  R26: { code: "InvalidServiceName", fact: "an endpoint names a service that has none of its type" },
  R27: {
    code: "InvalidParameter",
    fact: "private DNS is enabled in a VPC that lacks a DNS attribute, or that has a zone of the name",
  },
  R28: { code: "InvalidPermission.Duplicate", fact: "a security group has the same rule twice" },
  R30: {
    code: "InvalidTransitGatewayID.NotFound",
    fact: "an account uses a transit gateway that isn't shared with it, changes one of another account, or routes to one without an attachment of the VPC",
  },
  R32: {
    code: "InvalidParameterCombination",
    fact: "a transit gateway's default route table is swapped where the default is disabled",
  },
  R33: {
    code: "DuplicateSubnetsInSameZone",
    fact: "an attachment, or an interface endpoint, has two subnets of one Availability Zone",
  },
  R34: { code: "DuplicateTransitGatewayAttachment", fact: "a VPC is attached to a transit gateway twice" },
  R35: {
    code: "Resource.AlreadyAssociated",
    fact: "a subnet, or an attachment to a transit gateway, is associated with a second route table",
  },
  R36: {
    code: "TransitGatewayRouteTablePropagation.Duplicate",
    fact: "an attachment propagates into a transit gateway's route table twice",
  },
  R46: {
    code: "InvalidParameterValue",
    fact: "an endpoint's fixed address is outside its subnet, or in use",
  },
  R47: { code: "RouteAlreadyExists", fact: "a route table has one destination twice" },
  R90: {
    code: "DependencyViolation",
    fact: "a VPC with subnets, tables, groups, gateways, endpoints or attachments is deleted",
  },
  R91: {
    code: "DependencyViolation",
    fact: "a subnet or security group that network interfaces or rules use, or a table that subnets use, is deleted",
  },
  R93: { code: "IncorrectState", fact: "a transit gateway with attachments is deleted" },
  R94: {
    code: "IncorrectState",
    fact: "a transit gateway's route table that attachments use, or that is a default, is deleted",
  },
  R117: {
    code: "IncorrectState",
    fact: "a transit gateway, its tables or attachments are changed while another change is in progress",
  },
  R120: { code: "InvalidParameterValue", fact: "a VPC gets a second internet gateway" },
  R134: { code: "InvalidParameterValue", fact: "a subnet is in an Availability Zone that the account doesn't have" },
  R135: {
    code: "InvalidParameter",
    fact: "an interface endpoint is in an Availability Zone that its service isn't in",
  },
  R136: { code: "InvalidParameter", fact: "an endpoint has its own policy, but its service supports none" },
  R140: {
    code: "InvalidParameterValue",
    fact: "a transit gateway's ASN is outside the two private ranges",
  },
  R141: {
    code: "RulesPerSecurityGroupLimitExceeded",
    fact: "a security group gets more than 60 rules in one direction",
  },
  R142: {
    code: "InvalidParameter",
    fact: "a flow log's destination isn't of its stated type, or it goes to CloudWatch without a role, or to S3 with one",
  },
  R190: { code: "InvalidParameterValue", fact: "a security group's name starts with sg-" },
} as const;
