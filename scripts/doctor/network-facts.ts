/** A route table of a VPC, with its routes to transit gateways. */
export interface VpcTable {
  readonly id: string;
  /** The subnets that are associated with it by name. */
  readonly subnetIds: readonly string[];
  /** Whether subnets without their own table use it. */
  readonly isMain: boolean;
  readonly routes: readonly { readonly cidr: string; readonly transitGatewayId: string; readonly state: string }[];
}

/** A transit gateway, as its owner sees it. */
export interface Gateway {
  readonly state: string;
  readonly autoAccepts: boolean;
  /** The table that new attachments are associated with, if any. */
  readonly joinedTable: string | undefined;
  /** The table that new attachments propagate into, if any. */
  readonly learningTable: string | undefined;
}

/** An attachment to a transit gateway, as the gateway's owner sees it. */
export interface OwnerAttachment {
  readonly id: string;
  /** The account whose network it is. */
  readonly account: string;
  /** What is attached, such as `vpc` or `vpn`. */
  readonly type: string;
  /** The VPC, where it is one's. */
  readonly vpcId: string;
  readonly state: string;
  /** The table that it is associated with, which routes what it sends. */
  readonly table: string | undefined;
}

/** A VPC's attachment, as the VPC's owner sees it. */
export interface Attachment {
  readonly id: string;
  readonly state: string;
}

/** A route in a transit gateway's table. */
export interface GatewayRoute {
  readonly state: string;
  /** The attachments that it leads to; none for a blackhole. */
  readonly attachmentIds: readonly string[];
}

/** A principal or a resource of a share, as the share's owner sees it. */
export interface ShareAssociation {
  readonly entity: string;
  readonly status: string;
  readonly message: string | undefined;
}

/** A share, as an account that it is shared with sees it. */
export interface SeenShare {
  /** Its state: accepted, invited and not accepted, or unknown to the account. */
  readonly standing: "has" | "invited" | "unknown";
  /** ARNs of the resources that the account gets by it. */
  readonly resourceArns: readonly string[];
}

/** A rule's association with a VPC. */
export interface RuleAssociation {
  readonly id: string;
  readonly ruleId: string;
  readonly status: string;
  readonly message: string | undefined;
}

/** An address of an inbound resolver endpoint. */
export interface ResolverAddress {
  readonly ip: string;
  readonly status: string;
}

/** An endpoint of a VPC. */
export interface Endpoint {
  readonly id: string;
  readonly state: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
}

/** A Studio domain. */
export interface Domain {
  readonly status: string;
  readonly failure: string | undefined;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Of its apps, besides each profile's own. */
  readonly securityGroupIds: readonly string[];
}
