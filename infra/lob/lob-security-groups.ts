import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What a security group lets through, one direction and one peer. */
interface Rule {
  readonly description: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** The peer: a range, a prefix list, or the group itself when neither is given. */
  readonly cidrIpv4?: string;
  readonly prefixListId?: pulumi.Input<string>;
}

const https = { fromPort: 443, toPort: 443 };

/** Studio's home file system. */
const nfs: Rule = { description: "NFS, the home file system", fromPort: 2049, toPort: 2049 };

/** The ports that a JupyterLab and its kernels talk to each other by. */
const apps: Rule = { description: "Between JupyterLab and its kernels", fromPort: 8192, toPort: 65535 };

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
    const toHub: Rule = { ...https, description: "Endpoints in the hub", cidrIpv4: args.hubCidr };
    const toS3: Rule = { ...https, description: "S3 by its gateway endpoint", prefixListId: args.s3PrefixListId };

    this.studio = this.group(`${name}-studio`, "Apps of SageMaker Studio", args.vpcId, {
      ingress: { nfs, apps },
      egress: { nfs, apps, hub: toHub, s3: toS3 },
    });
    this.invoker = this.group(`${name}-invoker`, "Functions that call the endpoints in the hub", args.vpcId, {
      ingress: {},
      egress: { hub: toHub },
    });
    this.registerOutputs({ studio: this.studio, invoker: this.invoker });
  }

  private group(
    name: string,
    description: string,
    vpcId: pulumi.Input<string>,
    rules: { readonly ingress: Readonly<Record<string, Rule>>; readonly egress: Readonly<Record<string, Rule>> },
  ): pulumi.Output<string> {
    const { id } = new aws.ec2.SecurityGroup(name, { description, vpcId }, { parent: this });
    const rule = ({ cidrIpv4, prefixListId, ...plain }: Rule) => ({
      ...plain,
      securityGroupId: id,
      ipProtocol: "tcp",
      ...(cidrIpv4 !== undefined && { cidrIpv4 }),
      ...(prefixListId !== undefined && { prefixListId }),
      ...(cidrIpv4 === undefined && prefixListId === undefined && { referencedSecurityGroupId: id }),
    });
    for (const [key, given] of Object.entries(rules.ingress)) {
      new aws.vpc.SecurityGroupIngressRule(`${name}-from-${key}`, rule(given), { parent: this });
    }
    for (const [key, given] of Object.entries(rules.egress)) {
      new aws.vpc.SecurityGroupEgressRule(`${name}-to-${key}`, rule(given), { parent: this });
    }
    return id;
  }
}
