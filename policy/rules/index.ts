import type { Rule } from "../support/rule";
import { accountProvider } from "./account-provider";
import { closedBucket } from "./closed-bucket";
import { crossAccountTrust } from "./cross-account-trust";
import { dnsFirewallNames } from "./dns-firewall-names";
import { endpointPolicyNotDefault } from "./endpoint-policy-not-default";
import { encryptedVolumes, noPublicAddress } from "./from-aws-guard";
import { judgedResources } from "./judged-resources";
import { logRetention } from "./log-retention";
import { logsSomewhere } from "./logs-somewhere";
import { noDataTrace } from "./no-data-trace";
import { noInternetGateway } from "./no-internet-gateway";
import { noManagedPolicy } from "./no-managed-policy";
import { noOpenIngress } from "./no-open-ingress";
import { noPlaintextSecret } from "./no-plaintext-secret";
import { noStarAction } from "./no-star-action";
import { noStarPrincipal } from "./no-star-principal";
import { noStarResource } from "./no-star-resource";
import { presignedUrlCaller } from "./presigned-url-caller";
import { privateApi, privateApiDeniesOthers } from "./private-api-policy";
import { readablePolicy } from "./readable-policy";
import { requiredTags } from "./required-tags";
import { serviceTrust } from "./service-trust";
import { tableProtected } from "./table-protected";
import { transitGatewayShare } from "./transit-gateway-share";
import { transitGatewayTables } from "./transit-gateway-tables";
import { noDomainBehindEndpoint, signIn } from "./user-pool";

/** Every rule that the pack enforces. */
export const rules: readonly Rule[] = [
  readablePolicy,
  judgedResources,
  noStarPrincipal,
  noStarAction,
  noStarResource,
  noManagedPolicy,
  crossAccountTrust,
  serviceTrust,
  presignedUrlCaller,
  endpointPolicyNotDefault,
  privateApiDeniesOthers,
  privateApi,
  noOpenIngress,
  noPublicAddress,
  noInternetGateway,
  transitGatewayTables,
  transitGatewayShare,
  dnsFirewallNames,
  tableProtected,
  closedBucket,
  encryptedVolumes,
  logRetention,
  logsSomewhere,
  noDataTrace,
  noPlaintextSecret,
  signIn,
  noDomainBehindEndpoint,
  accountProvider,
  requiredTags,
];
