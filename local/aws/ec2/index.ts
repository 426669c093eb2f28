import type { ServiceResources } from "../core/resource-type";
import { networkDeletions, transitDeletions } from "./deletions";
import { instanceConnectEndpointType, instanceType, launchTemplateType } from "./instance";
import { routeTableAssociationType, routeTableType, routeType } from "./route-table";
import {
  defaultSecurityGroupType,
  securityGroupEgressRuleType,
  securityGroupIngressRuleType,
  securityGroupType,
} from "./security-group";
import { subnetCidrReservationType, subnetType } from "./subnet";
import {
  defaultRouteTableAssociationType,
  defaultRouteTablePropagationType,
  transitGatewayRouteTableType,
  transitGatewayType,
} from "./transit-gateway";
import {
  transitGatewayAssociationType,
  transitGatewayPropagationType,
  transitGatewayRouteType,
  vpcAttachmentType,
} from "./transit-gateway-attachment";
import { awsxVpcType, flowLogType, internetGatewayType, vpcType } from "./vpc";
import { vpcEndpointType } from "./vpc-endpoint";

export const ec2: ServiceResources = {
  types: [
    flowLogType,
    internetGatewayType,
    instanceType,
    instanceConnectEndpointType,
    launchTemplateType,
    routeType,
    routeTableType,
    routeTableAssociationType,
    defaultSecurityGroupType,
    securityGroupType,
    securityGroupEgressRuleType,
    securityGroupIngressRuleType,
    subnetType,
    subnetCidrReservationType,
    defaultRouteTableAssociationType,
    defaultRouteTablePropagationType,
    transitGatewayType,
    transitGatewayRouteTableType,
    transitGatewayAssociationType,
    transitGatewayPropagationType,
    transitGatewayRouteType,
    vpcAttachmentType,
    awsxVpcType,
    vpcType,
    vpcEndpointType,
  ],
  deletions: [...networkDeletions, ...transitDeletions],
};
