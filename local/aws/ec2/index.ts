import type { ServiceResources } from "../core/resource-type";
import { defaultSecurityGroupType } from "./default-security-group";
import { networkDeletions } from "./deletions";
import { flowLogType } from "./flow-log";
import { instanceConnectEndpointType, instanceType, launchTemplateType } from "./instance";
import { internetGatewayType } from "./internet-gateway";
import { routeTableAssociationType, routeTableType, routeType } from "./route-table";
import { securityGroupEgressRuleType, securityGroupIngressRuleType, securityGroupType } from "./security-group";
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
import { transitDeletions } from "./transit-gateway-deletions";
import { awsxVpcType, vpcType } from "./vpc";
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
