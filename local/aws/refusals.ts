import { AwsError } from "./core/aws-error";

/**
 * What AWS refuses when a resource is created, changed or deleted, and the local AWS with it. Facts are from AWS's
 * documentation; each row has its case in `tests/local/aws/refusals.test.ts`, or in `deletions.test.ts` beside it.
 */
export const refusals = {
  R01: {
    code: "LimitExceeded",
    fact: "a trust policy is longer than the account's quota (2,048 characters unless raised)",
  },
  R02: { code: "MalformedPolicyDocument", fact: "a trust policy names an account or a role that doesn't exist" },
  R03: { code: "MalformedPolicyDocument", fact: "a policy isn't a JSON document with statements" },
  R04: { code: "LimitExceeded", fact: "a managed policy is longer than 6,144 characters" },
  R05: { code: "LimitExceeded", fact: "a role's inline policies are longer than 10,240 characters together" },
  R06: { code: "EntityAlreadyExists", fact: "an account has two roles, or two managed policies, of one name" },
  R07: { code: "ValidationError", fact: "a role's longest session is outside 3,600 to 43,200 seconds" },
  R08: { code: "NoSuchEntity", fact: "an inline policy, or an attachment, names a role or policy that doesn't exist" },
  R09: { code: "InvalidParameterValueException", fact: "a function's role doesn't trust Lambda" },
  R10: { code: "ResourceConflictException", fact: "an account has two functions of one name in a region" },
  R11: { code: "InvalidParameterValueException", fact: "a function's environment is larger than 4 KB" },
  R12: { code: "InvalidSubnetID.NotFound", fact: "a function is placed in a subnet that doesn't exist" },
  R13: { code: "ResourceAlreadyExistsException", fact: "an account has two log groups of one name in a region" },
  R14: { code: "ResourceNotFoundException", fact: "a metric filter names a log group that doesn't exist" },
  R15: {
    code: "InvalidParameterException",
    fact: "logs are kept for a number of days that CloudWatch Logs doesn't know",
  },
  R16: { code: "ValidationError", fact: "a name has characters or a length that the service doesn't take" },
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
  R29: {
    code: "ConflictingDomainExists",
    fact: "a private zone is for a VPC that has a zone, or an endpoint's private DNS, of the name",
  },
  R30: {
    code: "InvalidTransitGatewayID.NotFound",
    fact: "a transit gateway isn't shared with the account, isn't its own to change, or has no attachment to a route's VPC",
  },
  R31: { code: "InvalidVPCId", fact: "a private zone names a VPC that its account doesn't have" },
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
  R46: {
    code: "InvalidParameterValue",
    fact: "an endpoint's fixed address is outside of its subnet, or somebody else's",
  },
  R47: { code: "RouteAlreadyExists", fact: "a route table has one destination twice" },
  R48: {
    code: "InvalidChangeBatch",
    fact: "a record is there already, is in no zone of the account, or is an alias to a name that isn't there",
  },
  R49: {
    code: "InvalidParameterValueException",
    fact: "a function's subnets and security groups don't exist in one VPC",
  },
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
  R54: { code: "ValidationException", fact: "a table's name has characters or a length that DynamoDB doesn't take" },
  R55: { code: "ValidationException", fact: "a table defines other attributes than those of its key" },
  R56: { code: "ResourceInUseException", fact: "an account has two tables of one name in a region" },
  R57: { code: "ResourceNotFoundException", fact: "an item is written to a table that doesn't exist" },
  R58: { code: "ValidationException", fact: "an item has no key, or one of another type than the table's" },
  R59: { code: "ConditionalCheckFailedException", fact: "a stack creates an item whose key another resource has" },
  R60: {
    code: "ValidationException",
    fact: "a Studio domain's or profile's name has characters that SageMaker doesn't take",
  },
  R61: { code: "ResourceNotFound", fact: "a user profile belongs to a domain that doesn't exist" },
  R62: { code: "ResourceInUse", fact: "a domain has two user profiles of one name" },
  R63: { code: "ValidationException", fact: "a VPC-only domain has no subnet, or no security group" },
  R64: {
    code: "ValidationException",
    fact: "a domain's subnet isn't in its VPC, or a security group of its own or of a profile",
  },
  R65: { code: "ValidationException", fact: "an execution role doesn't trust SageMaker" },
  R66: { code: "ValidationException", fact: "idle apps are shut down outside of 60 to 525,600 minutes" },
  R67: { code: "InvalidBucketName", fact: "a bucket's name has characters or a length that S3 doesn't take" },
  R68: { code: "BucketAlreadyExists", fact: "a bucket's name is taken, by whichever account" },
  R69: { code: "NoSuchBucket", fact: "a bucket's setting names a bucket that the account doesn't have" },
  R70: { code: "BadRequestException", fact: "a private API is deployed without a resource policy" },
  R71: { code: "BadRequestException", fact: "an API without methods is deployed" },
  R72: { code: "BadRequestException", fact: "an API is deployed with a method that nothing answers" },
  R73: { code: "BadRequestException", fact: "a stage is to log where the region has no role for API Gateway's logs" },
  R74: { code: "BadRequestException", fact: "the role for API Gateway's logs can't be assumed by API Gateway" },
  R75: { code: "BadRequestException", fact: "a method names an authorizer that its API doesn't have" },
  R76: { code: "ConflictException", fact: "a path has the same part twice" },
  R77: {
    code: "BadRequestException",
    fact: "a part of a path has other characters, or stands beside or under a variable",
  },
  R78: {
    code: "NotFoundException",
    fact: "a part of an API names an API, path, method, deployment or stage that isn't there",
  },
  R79: {
    code: "BadRequestException",
    fact: "an API names a VPC endpoint that its account doesn't have, or isn't private",
  },
  R80: { code: "BadRequestException", fact: "an authorizer or integration doesn't say how to call a Lambda function" },
  R81: { code: "ConflictException", fact: "an API has two stages of one name" },
  R82: { code: "BadRequestException", fact: "an authorizer's results are remembered longer than 3,600 seconds" },
  R83: { code: "ResourceConflictException", fact: "a function's policy has two statements of one id" },
  R84: { code: "BadRequestException", fact: "an API's resource policy can't be read, or names no principal" },
  R85: { code: "ConflictException", fact: "a path has two methods of one verb" },
  R86: { code: "BadRequestException", fact: "an integration may take less than 50 ms or more than 29 s" },
  R87: { code: "ResourceNotFoundException", fact: "a permission is for a function that doesn't exist" },
  R88: { code: "BadRequestException", fact: "a stage's name has other characters than letters, digits, _ and -" },
  R89: {
    code: "InvalidParameterValueException",
    fact: "a function is placed in a VPC before its role can manage network interfaces",
  },
  R90: {
    code: "DependencyViolation",
    fact: "a VPC is deleted that has subnets, tables, groups, gateways, endpoints or attachments",
  },
  R91: {
    code: "DependencyViolation",
    fact: "a subnet or a security group is deleted that network interfaces or rules need, or a table that subnets need",
  },
  R92: { code: "DeleteConflict", fact: "a role is deleted that has policies, or a managed policy that a role has" },
  R93: { code: "IncorrectState", fact: "a transit gateway is deleted that has attachments" },
  R94: {
    code: "IncorrectState",
    fact: "a transit gateway's route table is deleted that attachments use, or that is a default",
  },
  R95: {
    code: "InvalidRequestException",
    fact: "a resolver endpoint is deleted that has rules, or a query log that VPCs write",
  },
  R96: { code: "ResourceInUseException", fact: "a resolver rule is deleted that holds for VPCs" },
  R97: { code: "HostedZoneNotEmpty", fact: "a hosted zone is deleted that has records, without force" },
  R98: { code: "BucketNotEmpty", fact: "a bucket is deleted that has objects, without force" },
  R99: { code: "ValidationException", fact: "a table is deleted that is protected against deletion" },
  R110: {
    code: "InvalidParameterException",
    fact: "a user pool is deleted that is protected against deletion, or has a domain",
  },
  R111: {
    code: "ResourceInUse",
    fact: "a Studio domain is deleted that has profiles, spaces or apps, or a profile that has spaces or apps",
  },
  R112: { code: "BadRequestException", fact: "a deployment is deleted that a stage shows" },
  R113: { code: "ConflictException", fact: "an authorizer is deleted that a method names" },
  R117: {
    code: "IncorrectState",
    fact: "a transit gateway is changed, or given a table or an attachment, while another change of it is under way",
  },
  R120: { code: "InvalidParameterValue", fact: "a VPC has an internet gateway, and is given another" },
  R123: {
    code: "ValidationException",
    fact: "the provider changes anything but the tags of a Studio domain that stands and is VpcOnly",
  },
  R124: { code: "ValidationException", fact: "a domain or a profile names more than five security groups" },
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
  R134: { code: "InvalidParameterValue", fact: "a subnet is in an Availability Zone that the account doesn't have" },
  R135: {
    code: "InvalidParameter",
    fact: "an interface endpoint is in an Availability Zone that its service isn't in",
  },
  R136: { code: "InvalidParameter", fact: "an endpoint has a policy of its own, and its service takes none" },
} as const;

export type RefusalNumber = keyof typeof refusals;

/** Refuses as AWS does, with the row's code. */
export function refuse(row: RefusalNumber, message: string): never {
  throw new AwsError(refusals[row].code, message);
}
