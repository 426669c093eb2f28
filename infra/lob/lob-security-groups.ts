import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { letIn, letOut } from "../network/security-group-rules";

/** The ports that a JupyterLab and its kernels talk to each other by. */
const kernelPorts = [8192, 65535] as const;

export interface LobSecurityGroupsArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** The hub VPC's range, where the endpoints are. */
  hubCidr: string;
  /** Id of S3's prefix list. */
  s3PrefixListId: pulumi.Input<string>;
}

/**
 * The security groups of a LOB's VPC. Both let out what goes to the hub's endpoints; names are resolved by the VPC's
 * own resolver, which no security group filters. A change of a group itself replaces the domain that uses it, a change
 * of its rules doesn't.
 *
 * Source: SageMaker Developer Guide, "Connect Studio notebooks in a VPC to external resources", VPC only.
 */
export class LobSecurityGroups extends pulumi.ComponentResource {
  /** Id of the group for Studio's apps. */
  readonly studio: pulumi.Output<string>;
  /** Id of the group for functions that call the hub's endpoints. */
  readonly invoker: pulumi.Output<string>;

  constructor(name: string, args: LobSecurityGroupsArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:lob:LobSecurityGroups", name, {}, options);
    const group = (key: string, description: string) =>
      new aws.ec2.SecurityGroup(`${name}-${key}`, { description, vpcId: args.vpcId }, { parent: this }).id;

    this.studio = group("studio", "Apps of SageMaker Studio");
    this.invoker = group("invoker", "Functions that call the endpoints in the hub");

    const tcp = { protocol: "tcp" } as const;
    const amongApps = {
      nfs: { ...tcp, port: 2049, description: "NFS, the home file system", peer: { group: this.studio } },
      apps: {
        ...tcp,
        port: kernelPorts,
        description: "Between JupyterLab and its kernels",
        peer: { group: this.studio },
      },
    };
    for (const [key, traffic] of Object.entries(amongApps)) {
      letIn(`${name}-studio-from-${key}`, this.studio, traffic, this);
      letOut(`${name}-studio-to-${key}`, this.studio, traffic, this);
    }
    const toHub = { ...tcp, port: 443, description: "Endpoints in the hub", peer: { cidr: args.hubCidr } };
    letOut(`${name}-studio-to-hub`, this.studio, toHub, this);
    letOut(`${name}-invoker-to-hub`, this.invoker, toHub, this);
    const s3 = { prefixList: args.s3PrefixListId };
    const toS3 = { ...tcp, port: 443, description: "S3 by its gateway endpoint", peer: s3 };
    letOut(`${name}-studio-to-s3`, this.studio, toS3, this);
    this.registerOutputs({ studio: this.studio, invoker: this.invoker });
  }
}
