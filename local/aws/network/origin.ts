/** Where a call starts: outside of any VPC, or from network interfaces in a VPC's subnets. */
export type Origin =
  | { readonly kind: "internet" }
  | {
      readonly kind: "vpc";
      readonly account: string;
      readonly region: string;
      readonly vpcId: string;
      readonly subnetIds: readonly string[];
      readonly securityGroupIds: readonly string[];
    };

/** Anywhere outside of the estate's networks, and Lambda's own network. */
export const internet: Origin = { kind: "internet" };
