/**
 * What your own program uses of this project: components, their arguments and outputs, and the policies that they
 * write. Everything else in `infra` may change at any time.
 *
 * @module
 */

export { Refusal } from "../common/refusal";
export type { Mistake } from "../common/validation";
export { CrossAccountInvokeRole } from "./access/cross-account-invoke-role";
export type { CrossAccountInvokeRoleArgs } from "./access/cross-account-invoke-role-arguments";
export { EndpointInvoker, type StreamFunction } from "./access/endpoint-invoker";
export type { EndpointInvokerArgs } from "./access/endpoint-invoker-arguments";
export { type InvokePermission, invokeEndpointPolicy } from "./access/policies/invoke-endpoint-policy";
export {
  fittingTrustPolicy,
  type InvokeTrust,
  invokeTrustPolicyForms,
  type NoFit,
} from "./access/policies/invoke-trust-policy";
export { assumeInvokeRolePolicy } from "./access/policies/invoker-policies";
export {
  type DirectoryPlace,
  type GeneratorAccounts,
  presignedUrlPolicies,
} from "./access/policies/presigned-url-policies";
export { type StudioApiEntrance, studioApiPolicy } from "./access/policies/studio-api-policy";
export { StudioAccess } from "./access/studio-access";
export type { StudioAccessArgs } from "./access/studio-access-arguments";
export type { Lob } from "./access/studio-directory";
export { StudioUserPool } from "./access/studio-user-pool";
export type { StudioUserPoolArgs } from "./access/studio-user-pool-arguments";
export type { VpcPlacement } from "./compute/node-function";
export { type KeyUse, keyPolicy } from "./keys/key-policy";
export { StoreKey, type StoreKeyArgs } from "./keys/store-key";
export { type Store, stores } from "./keys/stores";
export { LobDomain } from "./lob/lob-domain";
export type { LobDomainArgs } from "./lob/lob-domain-arguments";
export type { LobHub } from "./lob/lob-hub";
export type { LobParent } from "./lob/lob-parent";
export { filesBucketPolicy } from "./lob/policies/files-bucket-policy";
export {
  type GeneratorScope,
  type GeneratorTrust,
  generatorPolicy,
  generatorTrustPolicy,
} from "./lob/policies/presigned-url-generator-policies";
export {
  type StudioExecution,
  type StudioIdentity,
  studioExecutionPolicy,
  studioIdentityPolicy,
  studioTrustPolicy,
} from "./lob/policies/studio-execution-policies";
export type { JobKeys } from "./lob/policies/studio-job-statements";
export type { StudioArgs } from "./lob/studio-arguments";
export type { StudioCapability } from "./lob/studio-capabilities";
export type { StudioImage } from "./lob/studio-images";
export { ModelEndpoint } from "./models/model-endpoint";
export type { InstanceArgs, ModelEndpointArgs, ModelVpcArgs, ServerlessArgs } from "./models/model-endpoint-arguments";
export { type ModelExecution, modelExecutionPolicy, modelTrustPolicy } from "./models/policies/model-policies";
export { SampleModel, type SampleModelArgs } from "./models/sample-model";
export { CentralEndpointHub } from "./network/central-endpoint-hub";
export type { CentralEndpointHubArgs } from "./network/central-endpoint-hub-arguments";
export {
  type Audience,
  type CentralService,
  centralService,
  type Service,
  servicePolicy,
  services,
} from "./network/endpoint-catalog";
export { EndpointDns, type EndpointDnsArgs, type ForwardArgs } from "./network/endpoint-dns";
export { IsolatedVpc, type IsolatedVpcArgs, type PlacedSubnet } from "./network/isolated-vpc";
export { OnPremisesSimulator, type OnPremisesSimulatorArgs } from "./network/on-premises";
export { dynamoDbEndpointPolicy, type EndpointScope } from "./network/policies/endpoint-policies";
export type { Members } from "./network/policies/endpoint-policy";
export { s3EndpointPolicy } from "./network/policies/s3-endpoint-policy";
export type { DnsEntry } from "./network/regional-dns-entry";
export { TransitGateway, type TransitGatewayArgs } from "./network/transit-gateway";
export { invokeRoleName, invokingRolePrefix, type Naming, presignedUrlGeneratorRoleName } from "./support/naming";
export {
  type AwsPrincipal,
  type Condition,
  type PolicyDocument,
  policy,
  policyLength,
  type ServicePrincipal,
  type Statement,
} from "./support/policy-document";
