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
  R24: { code: "InvalidSubnet.Range", fact: "a subnet isn't in its VPC's range, or a reservation in its subnet's" },
  R25: { code: "InvalidSubnet.Conflict", fact: "a subnet, or a reservation, overlaps with another" },
  R26: { code: "InvalidServiceName", fact: "an endpoint names a service that has none of its type" },
  R27: {
    code: "InvalidParameter",
    fact: "private DNS is asked for in a VPC without both DNS attributes, or that has a zone of the name",
  },
  R28: { code: "InvalidPermission.Duplicate", fact: "a security group has one rule twice" },
  R30: {
    code: "InvalidTransitGatewayID.NotFound",
    fact: "a transit gateway isn't shared with the account, isn't its own to change, or has no attachment to a route's VPC",
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
    fact: "an endpoint's fixed address is outside of its subnet, or somebody else's",
  },
  R47: { code: "RouteAlreadyExists", fact: "a route table has one destination twice" },
  R90: {
    code: "DependencyViolation",
    fact: "a VPC is deleted that has subnets, tables, groups, gateways, endpoints or attachments",
  },
  R91: {
    code: "DependencyViolation",
    fact: "a subnet or a security group is deleted that network interfaces or rules need, or a table that subnets need",
  },
  R93: { code: "IncorrectState", fact: "a transit gateway is deleted that has attachments" },
  R94: {
    code: "IncorrectState",
    fact: "a transit gateway's route table is deleted that attachments use, or that is a default",
  },
  R117: {
    code: "IncorrectState",
    fact: "a transit gateway is changed, or given a table or an attachment, while another change of it is under way",
  },
  R120: { code: "InvalidParameterValue", fact: "a VPC has an internet gateway, and is given another" },
  R134: { code: "InvalidParameterValue", fact: "a subnet is in an Availability Zone that the account doesn't have" },
  R135: {
    code: "InvalidParameter",
    fact: "an interface endpoint is in an Availability Zone that its service isn't in",
  },
  R136: { code: "InvalidParameter", fact: "an endpoint has a policy of its own, and its service takes none" },
  R140: {
    code: "InvalidParameterValue",
    fact: "a transit gateway's number in BGP is outside of the two ranges for private ones",
  },
  R141: {
    code: "RulesPerSecurityGroupLimitExceeded",
    fact: "a security group gets more than 60 rules in one direction",
  },
  R142: {
    code: "InvalidParameter",
    fact: "a flow log's destination isn't of the kind that is said, it goes to CloudWatch without a role, or to S3 with one",
  },
} as const;
