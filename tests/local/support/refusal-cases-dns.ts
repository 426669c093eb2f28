import { hubAccount, lobA, recordOf, ruleOf } from "../aws/network/estate";
import { estate, hub, stsHost } from "../aws/network/hub";
import { type Piece, without } from "../aws/network/pieces";
import type { NetworkRefusalCase } from "./network-refusal-case";
import { association, firstSubnet, resolverEndpoint, rule, secondSubnet } from "./network-wanted";

function named(name: string, one: Piece): Piece {
  return { ...one, inputs: { ...one.inputs, name } };
}

const queryLogConfig: Piece = {
  key: "query-logs",
  type: "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
  account: hubAccount,
  inputs: { name: "queries", destinationArn: `arn:aws:logs:eu-west-1:${hubAccount}:log-group:queries` },
};

function queryLogs(resolverQueryLogConfigId: string): Piece {
  const type = "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation";
  return { key: "hub-logs", type, account: hubAccount, inputs: { resolverQueryLogConfigId, resourceId: "{hub}" } };
}

/** The record of a name that has one, in its place. */
const overwriting: Piece = {
  ...recordOf("sts", stsHost, ""),
  key: "again",
  inputs: { ...recordOf("sts", stsHost, "").inputs, allowOverwrite: true },
};

/** Cases of the rows of resolvers and records. */
export const dnsCases: readonly NetworkRefusalCase[] = [
  {
    row: "R16",
    what: "a rule's name with a dot",
    refused: rule({ name: "sagemaker.api", resolverEndpointId: "{outbound}" }),
    message: "1 validation error detected: Value 'sagemaker.api' at 'name' failed to satisfy constraint",
    accepted: [rule({ name: "sagemaker-api of_it's 2", resolverEndpointId: "{outbound}" })],
  },
  {
    row: "R16",
    what: "a rule's name of 65 characters",
    refused: rule({ name: "n".repeat(65), resolverEndpointId: "{outbound}" }),
    message: `1 validation error detected: Value '${"n".repeat(65)}' at 'name' failed to satisfy constraint`,
    accepted: [rule({ name: "n".repeat(64), resolverEndpointId: "{outbound}" })],
  },
  {
    row: "R16",
    what: "a rule association's name with a dot",
    refused: named("sts.more", association(hubAccount, "{sts-rule}", "{on-premises}")),
    message: "1 validation error detected: Value 'sts.more' at 'name' failed to satisfy constraint",
    accepted: [association(hubAccount, "{sts-rule}", "{on-premises}")],
  },
  {
    row: "R16",
    what: "a resolver endpoint's name that is a number",
    refused: named("53", resolverEndpoint({ subnetId: firstSubnet }, { subnetId: secondSubnet })),
    message: "1 validation error detected: Value '53' at 'name' failed to satisfy constraint",
    accepted: [named("53-", resolverEndpoint({ subnetId: firstSubnet }, { subnetId: secondSubnet }))],
  },
  {
    row: "R41",
    what: "the association of a rule that isn't shared",
    given: without("sts-rule-shared", "lob-a-sts-associated", "lob-b-sts-associated")(estate),
    refused: association(lobA, "{sts-rule}", "{lob-a}"),
    message: '[RSLVR-00703] Resolver rule with ID "{sts-rule}" does not exist.',
    accepted: [association(lobA, "{api-rule}", "{lob-a}")],
  },
  {
    row: "R42",
    what: "a resolver endpoint with one address",
    refused: resolverEndpoint({ subnetId: firstSubnet }),
    message: "[RSLVR-00400] Resolver endpoint need to have at least 2 IP addresses.",
    accepted: [resolverEndpoint({ subnetId: firstSubnet }, { subnetId: secondSubnet })],
  },
  {
    row: "R43",
    what: "a rule for the VPC that it forwards to, which would be a loop",
    refused: association(hubAccount, "{sts-rule}", "{hub}"),
    message:
      "[RSLVR-00804] Cannot associate rule {sts-rule} to VPC {hub} because the VPC include an INBOUND resolver endpoints with rule's target IP. Please try a different rule or update rule's target IP.",
    accepted: [association(hubAccount, "{sts-rule}", "{on-premises}")],
  },
  {
    row: "R44",
    what: "a second rule for a domain in a VPC",
    given: [...estate, ...ruleOf("again", stsHost)],
    refused: association(lobA, "{again-rule}", "{lob-a}"),
    message: "Cannot associate rules with same domain name with same VPC. Conflict with resolver rule '{sts-rule}'",
    accepted: [association(hubAccount, "{again-rule}", "{on-premises}")],
  },
  {
    row: "R45",
    what: "a resolver endpoint's address outside of its subnet",
    refused: resolverEndpoint({ subnetId: firstSubnet, ip: "10.0.32.30" }, { subnetId: secondSubnet }),
    message: "IP address 10.0.32.30 is not within the range of subnet {hub.isolatedSubnetIds.0}",
    accepted: [resolverEndpoint({ subnetId: firstSubnet, ip: "10.0.0.30" }, { subnetId: secondSubnet })],
  },
  {
    row: "R45",
    what: "a resolver endpoint's address that somebody has",
    refused: resolverEndpoint({ subnetId: firstSubnet, ip: "10.0.0.20" }, { subnetId: secondSubnet }),
    message: "IP address 10.0.0.20 is already in use in subnet {hub.isolatedSubnetIds.0}",
    accepted: [resolverEndpoint({ subnetId: firstSubnet, ip: "10.0.0.21" }, { subnetId: secondSubnet })],
  },
  {
    row: "R200",
    what: "a resolver endpoint with one address twice",
    refused: resolverEndpoint({ subnetId: firstSubnet, ip: "10.0.0.30" }, { subnetId: firstSubnet, ip: "10.0.0.30" }),
    message: "The IP address '10.0.0.30' in subnet '{hub.isolatedSubnetIds.0}' is already in use",
    accepted: [
      resolverEndpoint({ subnetId: firstSubnet, ip: "10.0.0.30" }, { subnetId: firstSubnet, ip: "10.0.0.31" }),
    ],
  },
  {
    row: "R201",
    what: "query logs by a configuration that isn't there",
    refused: queryLogs("rqlc-0"),
    message: 'Resolver query logging config with ID "rqlc-0" does not exist.',
    accepted: [queryLogConfig, queryLogs("{query-logs}")],
  },
  {
    row: "R201",
    what: "query logs by another account's configuration",
    given: [...hub, { ...queryLogConfig, account: lobA }],
    refused: queryLogs("{query-logs}"),
    message: 'Resolver query logging config with ID "{query-logs}" does not exist.',
    accepted: [{ ...queryLogConfig, key: "own-logs" }, queryLogs("{own-logs}")],
  },
  {
    row: "R45",
    what: "a forward rule through an endpoint of another region",
    refused: { ...rule({ resolverEndpointId: "{outbound}" }), region: "eu-central-1" },
    message: "Rule of type FORWARD needs an outbound resolver endpoint, not '{outbound}'",
    accepted: [rule({ resolverEndpointId: "{outbound}" })],
  },
  {
    row: "R45",
    what: "a resolver endpoint in two VPCs",
    refused: resolverEndpoint({ subnetId: firstSubnet }, { subnetId: "{on-premises.isolatedSubnetIds.0}" }),
    message: "The subnets of a resolver endpoint must be in one VPC",
    accepted: [resolverEndpoint({ subnetId: firstSubnet }, { subnetId: firstSubnet })],
  },
  {
    row: "R45",
    what: "a forward rule through an inbound endpoint",
    refused: rule({ resolverEndpointId: "{inbound}" }),
    message: "Rule of type FORWARD needs an outbound resolver endpoint, not '{inbound}'",
    accepted: [rule({ resolverEndpointId: "{outbound}" })],
  },
  {
    row: "R48",
    what: "a record that is there already",
    refused: { ...recordOf("sts", stsHost, ""), key: "more" },
    message: `[Tried to create resource record set [name='${stsHost}.', type='A'] but it already exists]`,
    accepted: [recordOf("sts", stsHost, "*"), overwriting],
  },
  {
    row: "R48",
    what: "an alias to a name that no endpoint has",
    given: without("sts-record-apex")(hub),
    refused: {
      ...recordOf("sts", stsHost, ""),
      inputs: {
        ...recordOf("sts", stsHost, "").inputs,
        aliases: [{ name: "vpce-0.example", zoneId: "{sts.dnsEntries.1.hostedZoneId}", evaluateTargetHealth: false }],
      },
    },
    message:
      "[Tried to create an alias that targets vpce-0.example., type A in zone {sts.dnsEntries.1.hostedZoneId}, but the alias target name does not lie within the target zone]",
    accepted: [recordOf("sts", stsHost, "")],
  },
  {
    row: "R48",
    what: "a record in a zone of another account",
    refused: { ...recordOf("sts", stsHost, "*"), account: lobA },
    message: "No hosted zone found with ID: {sts-zone}",
    accepted: [recordOf("sts", stsHost, "*")],
  },
];
