import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import { type Naming, onPremisesRuleName } from "../support/naming";
import type { CentralEndpointHub } from "./central-endpoint-hub";
import { serviceSlug } from "./endpoint-catalog";
import { forwardRule } from "./endpoint-dns";
import { onPremisesArguments } from "./on-premises-arguments";
import { OnPremisesVpc } from "./on-premises-vpc";
import { routeToTransitGateway } from "./routes";
import { TestInstance } from "./test-instance";
import { inZone } from "./vpc-layout";

/** What {@link OnPremisesSimulator} takes. */
export interface OnPremisesSimulatorArgs extends Pick<Naming, "namePrefix"> {
  /** Region of the hub, such as `eu-west-1`. */
  region: string;
  /** CIDR block of the simulator's VPC, /16 to /24, within one of the hub's corporate CIDR blocks. @default "192.168.10.0/24" */
  cidr?: string | undefined;
  /** Names of the Availability Zones, two to four. */
  availabilityZones: string[];
  /** End of the rules' names in AWS, 1 to 40 characters. */
  suffix: string;
  /** The hub that it attaches to, in the same account. */
  hub: CentralEndpointHub;
  /**
   * Zones that corporate DNS would forward to the hub, by service: the hub's `peopleZones`, and the API's.
   *
   * @example
   * { ...hub.peopleZones, api: pulumi.interpolate`${access.apiId}.execute-api.eu-west-1.amazonaws.com` }
   */
  zones: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * A simulated corporate network, to try everything from inside without a real one: a VPC on the hub's transit gateway,
 * rules in place of corporate DNS, and one instance to open a tunnel to.
 *
 * Its attachment has its own table, with a route only to the hub, so that it reaches no LOB and no LOB reaches it. It
 * propagates into the hub's table like any new attachment.
 *
 * AWSx makes the VPC with an internet gateway, without a route to it. An organization that denies
 * `ec2:CreateInternetGateway` can't have the simulator; the hub and the LOBs don't need that action.
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class OnPremisesSimulator extends pulumi.ComponentResource {
  /** Id of the simulator's VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Ids of its subnets, one for each Availability Zone. */
  readonly subnetIds: pulumi.Output<string>[];
  /** Id of the security group on the instance. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Id of the instance, which tunnels lead to. */
  readonly instanceId: pulumi.Output<string>;

  constructor(name: string, args: OnPremisesSimulatorArgs, options?: pulumi.ComponentResourceOptions) {
    const { hub, zones, suffix, namePrefix, ...plain } = args;
    const { region, cidr, availabilityZones } = checkArguments("OnPremisesSimulator", name, onPremisesArguments, {
      ...plain,
      corporateCidrs: hub.corporateCidrs,
    });
    super("sagemaker-multi-account:network:OnPremisesSimulator", name, {}, options);

    const vpc = new OnPremisesVpc(
      `${name}-vpc`,
      { region, cidr, availabilityZones, s3Policy: hub.s3Policy },
      { parent: this },
    );
    this.attach(name, vpc, hub);
    for (const [service, zone] of Object.entries(zones)) {
      const key = serviceSlug(service);
      const ruleName = onPremisesRuleName(key, suffix, { namePrefix });
      const { outboundEndpointId, inboundAddresses } = hub;
      const rule = forwardRule(`${name}-${key}-rule`, zone, { ruleName, outboundEndpointId, inboundAddresses }, this);
      new aws.route53.ResolverRuleAssociation(
        `${name}-${key}`,
        { name: ruleName, resolverRuleId: rule.id, vpcId: vpc.vpcId },
        { parent: this },
      );
    }
    const instance = new TestInstance(
      `${name}-instance`,
      {
        vpcId: vpc.vpcId,
        subnetId: inZone(vpc.subnetIds, 0),
        hubCidr: hub.cidr,
        inboundAddresses: hub.inboundAddresses,
        namePrefix,
      },
      { parent: this },
    );

    this.vpcId = vpc.vpcId;
    this.subnetIds = vpc.subnetIds;
    this.securityGroupId = instance.securityGroupId;
    this.instanceId = instance.instanceId;
    this.registerOutputs({ vpcId: this.vpcId, instanceId: this.instanceId });
  }

  private attach(name: string, vpc: OnPremisesVpc, { cidr, transitGateway }: CentralEndpointHub): void {
    const inner = { parent: this };
    const afterSwaps = { ...inner, dependsOn: [...transitGateway.swaps] };
    const attachment = new aws.ec2transitgateway.VpcAttachment(
      `${name}-attachment`,
      {
        transitGatewayId: transitGateway.id,
        vpcId: vpc.vpcId,
        subnetIds: vpc.attachmentSubnetIds,
        transitGatewayDefaultRouteTableAssociation: false,
        // The default is the hub's table by then. A second propagation there would be read back as this one, and
        // removed by the next update.
        transitGatewayDefaultRouteTablePropagation: true,
      },
      afterSwaps,
    );
    const table = new aws.ec2transitgateway.RouteTable(
      `${name}-table`,
      { transitGatewayId: transitGateway.id, tags: { Name: name } },
      afterSwaps,
    );
    new aws.ec2transitgateway.RouteTableAssociation(
      `${name}-in-own-table`,
      { transitGatewayAttachmentId: attachment.id, transitGatewayRouteTableId: table.id },
      inner,
    );
    new aws.ec2transitgateway.RouteTablePropagation(
      `${name}-learns-hub`,
      { transitGatewayAttachmentId: transitGateway.hubAttachmentId, transitGatewayRouteTableId: table.id },
      inner,
    );
    routeToTransitGateway(
      `${name}-route-to-hub`,
      { routeTableIds: vpc.routeTableIds, destination: cidr, transitGatewayId: transitGateway.id, attachment },
      this,
    );
  }
}
