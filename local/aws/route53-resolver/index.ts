import type { ServiceResources } from "../core/resource-type";
import { resolverDeletions } from "./deletions";
import {
  firewallConfigType,
  firewallDomainListType,
  firewallRuleGroupAssociationType,
  firewallRuleGroupType,
  firewallRuleType,
} from "./dns-firewall";
import {
  resolverEndpointType,
  resolverQueryLogConfigAssociationType,
  resolverQueryLogConfigType,
  resolverRuleAssociationType,
  resolverRuleType,
} from "./resolver";

export const route53Resolver: ServiceResources = {
  types: [
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
  ],
  deletions: resolverDeletions,
};
