import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { madeUpName } from "../support/naming";
import { dnsProtocols, letIn, letOut } from "./security-group-rules";

export interface TestInstanceArgs {
  /** Id of the VPC, which has no route to the internet. */
  vpcId: pulumi.Input<string>;
  /** Id of the subnet that it is in. */
  subnetId: pulumi.Input<string>;
  /** Beginning of names in AWS. Default: none. */
  namePrefix?: string | undefined;
  /** CIDR block of the hub's VPC, where the endpoints are. */
  hubCidr: string;
  /** Addresses of the hub's inbound resolver endpoint. */
  inboundAddresses: readonly string[];
}

/**
 * An instance inside the network, and an EC2 Instance Connect Endpoint to reach it: an SSH tunnel gives a tester's own
 * browser the instance's view. There is no public address, no key and no password; IAM decides who may open a tunnel
 * (`ec2-instance-connect:OpenTunnel`).
 *
 * The instance reaches the hub's endpoints, and its inbound resolver endpoint as corporate DNS would; nothing else.
 *
 * Source: EC2 User Guide, "Connect to your instances using EC2 Instance Connect Endpoint"; EC2 User Guide, "Reference
 * AMIs using Systems Manager parameters", for an image without a look-up.
 */
export class TestInstance extends pulumi.ComponentResource {
  /** Id of the instance. */
  readonly instanceId: pulumi.Output<string>;
  /** Id of the security group on the instance. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: TestInstanceArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:network:TestInstance", name, {}, options);
    const { subnetId } = args;
    const group = (key: string, description: string) =>
      new aws.ec2.SecurityGroup(
        `${name}-${key}`,
        { ...madeUpName(`${name}-${key}`, args), description, vpcId: args.vpcId },
        { parent: this },
      ).id;

    const own = group("group", "Instance that looks at the hub from inside");
    const tunnel = group("tunnel", "EC2 Instance Connect Endpoint");
    const ssh = { port: 22, protocol: "tcp", description: "SSH through the tunnel" } as const;
    letOut(`${name}-tunnel-to-instance`, tunnel, { ...ssh, peer: { group: own } }, this);
    letIn(`${name}-from-tunnel`, own, { ...ssh, peer: { group: tunnel } }, this);
    const https = { port: 443, protocol: "tcp", description: "Endpoints in the hub" } as const;
    letOut(`${name}-to-hub`, own, { ...https, peer: { cidr: args.hubCidr } }, this);
    args.inboundAddresses.forEach((address, zone) => {
      for (const protocol of dnsProtocols) {
        const dns = { port: 53, protocol, description: "Inbound resolver endpoint", peer: { cidr: `${address}/32` } };
        letOut(`${name}-to-resolver-${zone + 1}-${protocol}`, own, dns, this);
      }
    });

    const template = new aws.ec2.LaunchTemplate(
      `${name}-template`,
      {
        ...madeUpName(`${name}-template`, args),
        imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
        instanceType: "t4g.nano",
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        blockDeviceMappings: [
          { deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeType: "gp3", deleteOnTermination: "true" } },
        ],
      },
      { parent: this },
    );
    const instance = new aws.ec2.Instance(
      `${name}-instance`,
      {
        launchTemplate: { id: template.id, version: "$Latest" },
        subnetId,
        vpcSecurityGroupIds: [own],
        tags: { Name: name },
      },
      { parent: this },
    );
    new aws.ec2transitgateway.InstanceConnectEndpoint(
      `${name}-tunnel`,
      { subnetId, securityGroupIds: [tunnel], preserveClientIp: false, tags: { Name: name } },
      { parent: this },
    );

    this.instanceId = instance.id;
    this.securityGroupId = own;
    this.registerOutputs({ instanceId: this.instanceId, securityGroupId: this.securityGroupId });
  }
}
