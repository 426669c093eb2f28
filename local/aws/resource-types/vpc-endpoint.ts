/** A VPC endpoint as EC2 keeps it. */
export interface VpcEndpoint {
  readonly id: string;
  readonly arn: string;
  readonly vpcId: string;
  readonly serviceName: string;
  readonly vpcEndpointType: "Interface" | "Gateway";
  /** JSON text. */
  readonly policy: string;
}
