import { apiResourceType, restApiPolicyType, restApiType } from "./api-gateway/api";
import { deploymentType } from "./api-gateway/deployment";
import { authorizerType, integrationType, methodType } from "./api-gateway/method";
import { gatewayResponseType, integrationResponseType, methodResponseType } from "./api-gateway/response";
import { apiAccountType, methodSettingsType, stageType } from "./api-gateway/stage";
import { logGroupType, logMetricFilterType, metricAlarmType } from "./cloudwatch/resource-types";
import { userPoolClientType, userPoolDomainType, userPoolType } from "./cognito/user-pool";
import type { Request, ResourceType } from "./core/resource-type";
import { tableItemType, tableType } from "./dynamodb/table";
import { defaultSecurityGroupType } from "./ec2/default-security-group";
import { flowLogType } from "./ec2/flow-log";
import { instanceConnectEndpointType, instanceType, launchTemplateType } from "./ec2/instance";
import { internetGatewayType } from "./ec2/internet-gateway";
import { routeTableAssociationType, routeTableType, routeType } from "./ec2/route-table";
import { securityGroupEgressRuleType, securityGroupIngressRuleType, securityGroupType } from "./ec2/security-group";
import { subnetCidrReservationType, subnetType } from "./ec2/subnet";
import {
  defaultRouteTableAssociationType,
  defaultRouteTablePropagationType,
  transitGatewayRouteTableType,
  transitGatewayType,
} from "./ec2/transit-gateway";
import {
  transitGatewayAssociationType,
  transitGatewayPropagationType,
  transitGatewayRouteType,
  vpcAttachmentType,
} from "./ec2/transit-gateway-attachment";
import { awsxVpcType, vpcType } from "./ec2/vpc";
import { vpcEndpointType } from "./ec2/vpc-endpoint";
import { policyType, rolePolicyAttachmentType, rolePolicyType, roleType } from "./iam/resource-types";
import { lambdaFunctionType } from "./lambda/function";
import { permissionType } from "./lambda/permission";
import {
  principalAssociationType,
  resourceAssociationType,
  resourceShareAccepterType,
  resourceShareType,
} from "./ram/resource-types";
import { recordType, zoneType } from "./route53/hosted-zone";
import {
  firewallConfigType,
  firewallDomainListType,
  firewallRuleGroupAssociationType,
  firewallRuleGroupType,
  firewallRuleType,
} from "./route53-resolver/dns-firewall";
import {
  resolverEndpointType,
  resolverQueryLogConfigAssociationType,
  resolverQueryLogConfigType,
  resolverRuleAssociationType,
  resolverRuleType,
} from "./route53-resolver/resolver";
import {
  bucketEncryptionType,
  bucketPolicyType,
  bucketPublicAccessBlockType,
  bucketType,
  bucketVersioningType,
} from "./s3/resource-types";
import { domainType, userProfileType } from "./sagemaker/domain";

/** Every type of resource that the local AWS knows. */
export const resourceTypes: readonly ResourceType[] = [
  roleType,
  policyType,
  rolePolicyType,
  rolePolicyAttachmentType,
  lambdaFunctionType,
  logGroupType,
  logMetricFilterType,
  metricAlarmType,
  permissionType,
  restApiType,
  restApiPolicyType,
  apiResourceType,
  authorizerType,
  methodType,
  methodResponseType,
  integrationType,
  integrationResponseType,
  gatewayResponseType,
  deploymentType,
  apiAccountType,
  stageType,
  methodSettingsType,
  userPoolType,
  userPoolClientType,
  userPoolDomainType,
  tableType,
  tableItemType,
  domainType,
  userProfileType,
  bucketType,
  bucketEncryptionType,
  bucketPolicyType,
  bucketPublicAccessBlockType,
  bucketVersioningType,
  flowLogType,
  internetGatewayType,
  instanceType,
  instanceConnectEndpointType,
  launchTemplateType,
  principalAssociationType,
  resourceAssociationType,
  resourceShareType,
  resourceShareAccepterType,
  firewallConfigType,
  firewallDomainListType,
  firewallRuleType,
  firewallRuleGroupType,
  firewallRuleGroupAssociationType,
  resolverEndpointType,
  resolverQueryLogConfigType,
  resolverQueryLogConfigAssociationType,
  resolverRuleType,
  resolverRuleAssociationType,
  routeType,
  routeTableType,
  routeTableAssociationType,
  recordType,
  zoneType,
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
];

const typesByToken = new Map(resourceTypes.map((type) => [type.token, type]));

/**
 * The type of a token.
 *
 * @param request the resource that it is asked for, to name in the error.
 * @throws Error naming a type that the local AWS doesn't know.
 */
export function resourceTypeOf(token: string, request?: Pick<Request, "name" | "stack">): ResourceType {
  const type = typesByToken.get(token);
  if (type === undefined) {
    const what = request === undefined ? token : `${token} "${request.name}" in stack ${request.stack}`;
    throw new Error(`${what} is a type that the local AWS doesn't know: add it to local/aws/resource-types`);
  }
  return type;
}
