import type { Request, ResourceType } from "../resource-type";
import { apiResource, restApi, restApiPolicy } from "./api-gateway-api";
import { deployment } from "./api-gateway-deployment";
import { authorizer, integration, method } from "./api-gateway-method";
import { gatewayResponse, integrationResponse, methodResponse } from "./api-gateway-response";
import { apiAccount, methodSettings, stage } from "./api-gateway-stage";
import { logGroup, logMetricFilter, metricAlarm } from "./cloudwatch";
import { userPool, userPoolClient, userPoolDomain } from "./cognito";
import { defaultSecurityGroup } from "./default-security-group";
import {
  firewallConfig,
  firewallDomainList,
  firewallRule,
  firewallRuleGroup,
  firewallRuleGroupAssociation,
} from "./dns-firewall";
import { table, tableItem } from "./dynamodb";
import { flowLog } from "./flow-log";
import { policy, role, rolePolicy, rolePolicyAttachment } from "./iam";
import { instance, instanceConnectEndpoint, launchTemplate } from "./instance";
import { internetGateway } from "./internet-gateway";
import { lambdaFunction } from "./lambda";
import { permission } from "./lambda-permission";
import { principalAssociation, resourceAssociation, resourceShare, resourceShareAccepter } from "./ram";
import {
  resolverEndpoint,
  resolverQueryLogConfig,
  resolverQueryLogConfigAssociation,
  resolverRule,
  resolverRuleAssociation,
} from "./resolver";
import { route, routeTable, routeTableAssociation } from "./route-table";
import { record, zone } from "./route53";
import { bucket, bucketEncryption, bucketPolicy, bucketPublicAccessBlock, bucketVersioning } from "./s3";
import { domain, userProfile } from "./sagemaker";
import { securityGroup, securityGroupEgressRule, securityGroupIngressRule } from "./security-group";
import { subnet, subnetCidrReservation } from "./subnet";
import {
  defaultRouteTableAssociation,
  defaultRouteTablePropagation,
  transitGateway,
  transitGatewayRouteTable,
} from "./transit-gateway";
import {
  transitGatewayAssociation,
  transitGatewayPropagation,
  transitGatewayRoute,
  vpcAttachment,
} from "./transit-gateway-attachment";
import { awsxVpc, vpc } from "./vpc";
import { vpcEndpoint } from "./vpc-endpoint";

/** Every type of resource that the local AWS knows. */
export const resourceTypes: readonly ResourceType[] = [
  role,
  policy,
  rolePolicy,
  rolePolicyAttachment,
  lambdaFunction,
  logGroup,
  logMetricFilter,
  metricAlarm,
  permission,
  restApi,
  restApiPolicy,
  apiResource,
  authorizer,
  method,
  methodResponse,
  integration,
  integrationResponse,
  gatewayResponse,
  deployment,
  apiAccount,
  stage,
  methodSettings,
  userPool,
  userPoolClient,
  userPoolDomain,
  table,
  tableItem,
  domain,
  userProfile,
  bucket,
  bucketEncryption,
  bucketPolicy,
  bucketPublicAccessBlock,
  bucketVersioning,
  flowLog,
  internetGateway,
  instance,
  instanceConnectEndpoint,
  launchTemplate,
  principalAssociation,
  resourceAssociation,
  resourceShare,
  resourceShareAccepter,
  firewallConfig,
  firewallDomainList,
  firewallRule,
  firewallRuleGroup,
  firewallRuleGroupAssociation,
  resolverEndpoint,
  resolverQueryLogConfig,
  resolverQueryLogConfigAssociation,
  resolverRule,
  resolverRuleAssociation,
  route,
  routeTable,
  routeTableAssociation,
  record,
  zone,
  defaultSecurityGroup,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
  subnet,
  subnetCidrReservation,
  defaultRouteTableAssociation,
  defaultRouteTablePropagation,
  transitGateway,
  transitGatewayRouteTable,
  transitGatewayAssociation,
  transitGatewayPropagation,
  transitGatewayRoute,
  vpcAttachment,
  awsxVpc,
  vpc,
  vpcEndpoint,
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
