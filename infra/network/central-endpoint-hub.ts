import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import type { VpcPlacement } from "../compute/node-function";
import { hubNames } from "../support/naming";
import type { PolicyDocument } from "../support/policy-document";
import { type CentralEndpointHubArgs, centralEndpointHubArguments } from "./central-endpoint-hub-arguments";
import { centralServices, gatewayService } from "./endpoint-catalog";
import { HubEndpoints } from "./hub-endpoints";
import { HubResolver } from "./hub-resolver";
import { HubSecurityGroups } from "./hub-security-groups";
import { HubShare } from "./hub-share";
import { IsolatedVpc } from "./isolated-vpc";
import { NetworkLogs } from "./network-logs";
import { dynamoDbEndpointPolicy } from "./policies/endpoint-policies";
import { s3EndpointPolicy } from "./policies/s3-endpoint-policy";
import type { DnsEntry } from "./regional-dns-entry";
import { TransitGateway } from "./transit-gateway";

/**
 * The central network: one set of VPC endpoints for every LOB and for people from corporate networks, the names that
 * lead there, and a transit gateway between them. RAM can't share endpoints; they are reached by routing, and their
 * names by forward rules, which are shared.
 *
 * With an organization, another LOB only adds its account to the share; with an organizational unit or the organization
 * in `shareWith` it changes nothing here.
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class CentralEndpointHub extends pulumi.ComponentResource {
  /** CIDR block of the hub's VPC. */
  readonly cidr: string;
  /** CIDR blocks of corporate networks, from which people come. */
  readonly corporateCidrs: string[];
  /** Id of the hub's VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The transit gateway, with its tables. */
  readonly transitGateway: TransitGateway;
  /** Id of the transit gateway. */
  readonly transitGatewayId: pulumi.Output<string>;
  /** ARN of the share, which invited accounts accept. */
  readonly resourceShareArn: pulumi.Output<string>;
  /** Ids of the interface endpoints by service, such as `sagemaker.api`. */
  readonly endpointIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Ids of the forward rules that LOBs associate, by service. */
  readonly resolverRuleIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Names of the zones for people, by service, which corporate DNS forwards to the inbound addresses. */
  readonly peopleZones: Readonly<Record<string, string>>;
  /** Addresses of the inbound resolver endpoint, one in each Availability Zone; they stay. */
  readonly inboundAddresses: string[];
  /** Id of the outbound resolver endpoint, which forward rules name. */
  readonly outboundEndpointId: pulumi.Output<string>;
  /** Placement of the hub's function. */
  readonly functionPlacement: VpcPlacement;
  /** Placement of the API's authorizer; undefined where it is outside the VPC. */
  readonly authorizerPlacement: VpcPlacement | undefined;
  /** Name of the `execute-api` endpoint for all Availability Zones, and the zone of AWS that has it. */
  readonly executeApi: pulumi.Output<DnsEntry>;
  /** Id of the `execute-api` endpoint, which private APIs name. */
  readonly executeApiEndpointId: pulumi.Output<string>;
  /** What may go through S3 gateway endpoints of the hub's account. */
  readonly s3Policy: PolicyDocument;

  constructor(name: string, args: CentralEndpointHubArgs, options?: pulumi.ComponentResourceOptions) {
    const checked = checkArguments("CentralEndpointHub", name, centralEndpointHubArguments, args);
    super("sagemaker-multi-account:network:CentralEndpointHub", name, {}, options);
    const { region, suffix, vpcCidr: cidr, availabilityZones, lobSupernet, corporateCidrs } = checked;
    const names = hubNames(suffix, checked);
    const inner = { parent: this };

    this.s3Policy = s3EndpointPolicy(checked);
    const vpc = new IsolatedVpc(`${name}-vpc`, { region, cidr, availabilityZones, s3Policy: this.s3Policy }, inner);
    const transitGateway = new TransitGateway(`${name}-tgw`, { ...checked, hub: vpc }, inner);
    const dynamoDb = new aws.ec2.VpcEndpoint(
      `${name}-dynamodb`,
      {
        vpcId: vpc.vpcId,
        vpcEndpointType: "Gateway",
        serviceName: gatewayService("dynamodb", region),
        routeTableIds: vpc.routeTableIds,
        policy: JSON.stringify(dynamoDbEndpointPolicy(checked)),
      },
      inner,
    );
    const groups = new HubSecurityGroups(
      `${name}-groups`,
      {
        ...{ vpcId: vpc.vpcId, lobSupernet, corporateCidrs, dynamoDbPrefixListId: dynamoDb.prefixListId },
        ...{ namePrefix: checked.namePrefix, authorizerInVpc: checked.authorizerInVpc },
      },
      inner,
    );

    const resolver = new HubResolver(
      `${name}-resolver`,
      { names, subnets: vpc.subnets, inboundGroupId: groups.inbound, outboundGroupId: groups.outbound },
      inner,
    );
    const endpoints = new HubEndpoints(
      `${name}-endpoints`,
      {
        services: centralServices(checked.signIn, checked.endpointServices),
        scope: checked,
        suffix,
        vpcId: vpc.vpcId,
        subnetIds: resolver.subnetIds,
        groups,
        resolver,
      },
      inner,
    );
    const share = new HubShare(
      `${name}-share`,
      {
        share: names.share,
        resources: { "transit-gateway": transitGateway.arn, ...endpoints.ruleArns },
        principals: checked.principals,
        byInvitation: checked.sharing === "invitation",
        before: transitGateway.swaps,
      },
      inner,
    );
    const logged = { vpcId: vpc.vpcId, nameInAws: names.logs, roleName: names.flowLogsRole };
    new NetworkLogs(`${name}-logs`, { ...checked, ...logged }, inner);

    this.cidr = cidr;
    this.corporateCidrs = corporateCidrs;
    this.vpcId = vpc.vpcId;
    this.transitGateway = transitGateway;
    this.transitGatewayId = transitGateway.id;
    this.resourceShareArn = share.arn;
    this.endpointIds = endpoints.endpointIds;
    this.resolverRuleIds = endpoints.ruleIds;
    this.peopleZones = endpoints.peopleZones;
    this.inboundAddresses = resolver.inboundAddresses;
    this.outboundEndpointId = resolver.outboundEndpointId;
    const placementOf = (group: pulumi.Output<string>): VpcPlacement => ({
      subnetIds: resolver.subnetIds,
      securityGroupIds: [group],
      replacementSecurityGroupIds: [vpc.defaultSecurityGroupId],
    });
    this.functionPlacement = placementOf(groups.function);
    this.authorizerPlacement = groups.authorizer && placementOf(groups.authorizer.authorizer);
    this.executeApi = endpoints.executeApi.dnsEntry;
    this.executeApiEndpointId = endpoints.executeApi.id;
    this.registerOutputs({
      vpcId: this.vpcId,
      transitGatewayId: this.transitGatewayId,
      resourceShareArn: this.resourceShareArn,
      endpointIds: this.endpointIds,
      resolverRuleIds: this.resolverRuleIds,
      inboundAddresses: this.inboundAddresses,
      outboundEndpointId: this.outboundEndpointId,
    });
  }
}
