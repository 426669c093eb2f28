import type { NetworkRefusalCase } from "./network-refusal-case";
import { dnsCases } from "./refusal-cases-dns";
import { dnsFirewallCases } from "./refusal-cases-dns-firewall";
import { endpointCases } from "./refusal-cases-endpoints";
import { gatewayCases, shareCases } from "./refusal-cases-transit-gateway";
import { functionCases, vpcCases } from "./refusal-cases-vpc";

/** Cases of the network's rows in local/aws/refusals.ts. */
export const networkRefusalCases: readonly NetworkRefusalCase[] = [
  ...vpcCases,
  ...functionCases,
  ...endpointCases,
  ...gatewayCases,
  ...shareCases,
  ...dnsCases,
  ...dnsFirewallCases,
];
