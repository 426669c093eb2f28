import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { letIn, letOut } from "../network/security-group-rules";
import { madeUpName } from "../support/naming";

export interface LobSecurityGroupsArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** The hub VPC's CIDR block, where the endpoints are. */
  hubCidr: string;
  /** Id of S3's prefix list. */
  s3PrefixListId: pulumi.Input<string>;
  /** Beginning of names in AWS. Default: none. */
  namePrefix?: string | undefined;
}

/**
 * The security groups that all users of a LOB share. Both allow traffic to the hub's endpoints; the VPC's own resolver
 * answers names, and no security group filters it. The domain names its group and the provider can't update a domain,
 * so rules may change but the group stays.
 *
 * The domain's group is on every user's apps, so it doesn't let them reach each other: the ports of apps are in each
 * profile's own group. AWS's guide asks for NFS, and no app listens for it.
 *
 * Source: SageMaker Developer Guide, "Connect Studio notebooks in a VPC to external resources", Requirements to use
 * VPC only mode.
 */
export class LobSecurityGroups extends pulumi.ComponentResource {
  /** Id of the domain's group, which is on every user's apps. */
  readonly studio: pulumi.Output<string>;
  /** Id of the group for functions that call the hub's endpoints. */
  readonly invoker: pulumi.Output<string>;

  constructor(name: string, args: LobSecurityGroupsArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:lob:LobSecurityGroups", name, {}, options);
    const group = (key: string, description: string) =>
      new aws.ec2.SecurityGroup(
        `${name}-${key}`,
        { ...madeUpName(`${name}-${key}`, args), description, vpcId: args.vpcId },
        { parent: this },
      ).id;

    this.studio = group("studio", "Apps of SageMaker Studio");
    this.invoker = group("invoker", "Functions that call the endpoints in the hub");

    const tcp = { protocol: "tcp" } as const;
    const nfs = { ...tcp, port: 2049, description: "NFS, the home file system", peer: { group: this.studio } };
    letIn(`${name}-studio-from-nfs`, this.studio, nfs, this);
    letOut(`${name}-studio-to-nfs`, this.studio, nfs, this);
    const toHub = { ...tcp, port: 443, description: "Endpoints in the hub", peer: { cidr: args.hubCidr } };
    letOut(`${name}-studio-to-hub`, this.studio, toHub, this);
    letOut(`${name}-invoker-to-hub`, this.invoker, toHub, this);
    const s3 = { prefixList: args.s3PrefixListId };
    const toS3 = { ...tcp, port: 443, description: "S3 by its gateway endpoint", peer: s3 };
    letOut(`${name}-studio-to-s3`, this.studio, toS3, this);
    this.registerOutputs({ studio: this.studio, invoker: this.invoker });
  }
}
