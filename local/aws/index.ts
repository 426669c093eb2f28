// The only door to the local AWS for the rest of local/: what is used there, and nothing else. The linter refuses a way past it.
export { restApi } from "./api-gateway/kinds";
export { userPool } from "./cognito/kinds";
export { totpCode } from "./cognito/totp";
export { AwsError } from "./core/aws-error";
export { MovableClock } from "./core/clock";
export type { Request } from "./core/resource-type";
export { type Asked, Run } from "./core/run";
export type { HttpAnswer, Via } from "./core/service";
export { type Session, sessionArn } from "./core/sessions";
export { signedHeaders } from "./core/sigv4";
export type { TrailEvent } from "./core/trail";
export type { Kind, Membership, Place, Resource, World } from "./core/world";
export { table } from "./dynamodb/kinds";
export {
  instance,
  internetGateway,
  securityGroup,
  securityGroupIngressRule,
  subnet,
  transitGateway,
  transitGatewayRouteTable,
  type Vpc,
  type VpcEndpoint,
  vpc,
  vpcAttachment,
  vpcEndpoint,
} from "./ec2/kinds";
export { ownNames } from "./ec2/vpc-endpoint";
export { type ActionTarget, isTarget, type ListedAction, listedAction, takesKey } from "./iam/action-list";
export { type Call, questionOf } from "./iam/authorize";
export type { Context } from "./iam/context";
export { type Decision, decisionOf } from "./iam/decision";
export { type Guardrails, limitsOf } from "./iam/guardrails";
export { policy, type Role, role, rolePolicy, rolePolicyAttachment } from "./iam/kinds";
export { type NamedPolicy, names as namesAction, type Question } from "./iam/question";
export { policiesAllow, serviceMayAssume } from "./iam/role-permissions";
export { needsNoPermission } from "./iam/simulator";
export { trustPolicy } from "./iam/trust-policy";
export { key } from "./kms/kinds";
export { permissionsOf } from "./lambda";
export { type LambdaFunction, lambdaFunction } from "./lambda/kinds";
export type { Invocation } from "./lambda/service";
export { LocalAws } from "./local-aws";
export { firewallRules } from "./network/dns-firewall";
export { endpointService } from "./network/endpoint-services";
export { freeAddress, hostAddresses } from "./network/interfaces";
export { type Lookup, lookUp } from "./network/lookup";
export { internet, type Origin } from "./network/origin";
export { type Destination, findPath, type Path } from "./network/path";
export { propagatedRoutes, propagationsOf, tableOf, writtenRoutes } from "./network/transit";
export { checkInputs, type Differences, differences, outputsOf } from "./pulumi/inputs";
export { isSharedWith } from "./ram";
export { principalAssociation, resourceAssociation } from "./ram/kinds";
export { resourceTypeOf } from "./resource-types";
export { zone } from "./route53/kinds";
export { firewallDomainList, resolverEndpoint, resolverRule, resolverRuleAssociation } from "./route53-resolver/kinds";
export { bucket, bucketPolicy, stackObject } from "./s3/kinds";
export { groupsOfApps } from "./sagemaker/app-network";
export { ownDomain, ownProfile } from "./sagemaker/domain";
export { hostedEndpoint } from "./sagemaker/hosted";
export { type Domain, domain, type Model, model, userProfile } from "./sagemaker/kinds";
export { appPath } from "./studio/service";
export { pageOrigin, studioSession } from "./studio/session";
