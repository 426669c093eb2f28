import { apiResource, restApi, restApiPolicy } from "./api-gateway/api";
import { deployment } from "./api-gateway/deployment";
import { authorizer, integration, method } from "./api-gateway/method";
import { gatewayResponse, integrationResponse, methodResponse } from "./api-gateway/response";
import { apiAccount, methodSettings, stage } from "./api-gateway/stage";
import { logGroup, logMetricFilter, metricAlarm } from "./cloudwatch/resource-types";
import { userPool, userPoolClient, userPoolDomain } from "./cognito/user-pool";
import type { Request, ResourceType } from "./core/resource-type";
import { table, tableItem } from "./dynamodb/table";
import { defaultSecurityGroup } from "./ec2/default-security-group";
import { flowLog } from "./ec2/flow-log";
import { instance, instanceConnectEndpoint, launchTemplate } from "./ec2/instance";
import { internetGateway } from "./ec2/internet-gateway";
import { route, routeTable, routeTableAssociation } from "./ec2/route-table";
import { securityGroup, securityGroupEgressRule, securityGroupIngressRule } from "./ec2/security-group";
import { subnet, subnetCidrReservation } from "./ec2/subnet";
import {
  defaultRouteTableAssociation,
  defaultRouteTablePropagation,
  transitGateway,
  transitGatewayRouteTable,
} from "./ec2/transit-gateway";
import {
  transitGatewayAssociation,
  transitGatewayPropagation,
  transitGatewayRoute,
  vpcAttachment,
} from "./ec2/transit-gateway-attachment";
import { awsxVpc, vpc } from "./ec2/vpc";
import { vpcEndpoint } from "./ec2/vpc-endpoint";
import { policy, role, rolePolicy, rolePolicyAttachment } from "./iam/resource-types";
import { lambdaFunction } from "./lambda/function";
import { permission } from "./lambda/permission";
import { principalAssociation, resourceAssociation, resourceShare, resourceShareAccepter } from "./ram/resource-types";
import { record, zone } from "./route53/hosted-zone";
import {
  firewallConfig,
  firewallDomainList,
  firewallRule,
  firewallRuleGroup,
  firewallRuleGroupAssociation,
} from "./route53-resolver/dns-firewall";
import {
  resolverEndpoint,
  resolverQueryLogConfig,
  resolverQueryLogConfigAssociation,
  resolverRule,
  resolverRuleAssociation,
} from "./route53-resolver/resolver";
import { bucket, bucketEncryption, bucketPolicy, bucketPublicAccessBlock, bucketVersioning } from "./s3/resource-types";
import { domain, userProfile } from "./sagemaker/domain";

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
