import { hubAccount, piece, port, ranges } from "../aws/network/estate";
import { estate, hub, stsHost } from "../aws/network/hub";
import { changed } from "../aws/network/pieces";
import { policyText, region } from "./local-aws";
import type { NetworkRefusalCase } from "./network-refusal-case";
import { endpoint, firstSubnet, gatewayEndpoint, ingress, secondSubnet, zone } from "./network-wanted";

const ownPolicy = policyText({ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" });

/** Cases of the rows of VPC endpoints and private zones. */
export const endpointCases: readonly NetworkRefusalCase[] = [
  {
    row: "R26",
    what: "an endpoint of com.amazonaws…studio",
    refused: endpoint({ serviceName: `com.amazonaws.${region}.studio` }),
    message: `The Vpc Endpoint Service 'com.amazonaws.${region}.studio' does not exist`,
    accepted: [endpoint({ serviceName: `aws.sagemaker.${region}.studio` })],
  },
  {
    row: "R26",
    what: "an endpoint of another region",
    refused: endpoint({ serviceName: "com.amazonaws.eu-central-1.kms" }),
    message: "The Vpc Endpoint Service 'com.amazonaws.eu-central-1.kms' does not exist",
    accepted: [endpoint({})],
  },
  {
    row: "R26",
    what: "an endpoint of a service that the region doesn't have",
    lacking: { service: `com.amazonaws.${region}.kms` },
    refused: endpoint({}),
    message: `The Vpc Endpoint Service 'com.amazonaws.${region}.kms' does not exist`,
    accepted: [endpoint({ serviceName: `com.amazonaws.${region}.glue` })],
  },
  {
    row: "R135",
    what: "an endpoint in a zone that its service isn't in",
    lacking: { service: `com.amazonaws.${region}.kms`, zone: `${region}b` },
    refused: endpoint({ subnetIds: [firstSubnet, secondSubnet] }),
    message: `The VPC endpoint service com.amazonaws.${region}.kms does not support the availability zone of the subnet: ${secondSubnet}.`,
    accepted: [endpoint({ subnetIds: [firstSubnet] })],
  },
  {
    row: "R136",
    what: "a policy for an endpoint whose service takes none",
    lacking: { policiesOf: `com.amazonaws.${region}.kms` },
    refused: endpoint({ policy: ownPolicy }),
    message: `Service com.amazonaws.${region}.kms only supports the full-access endpoint policy.`,
    accepted: [endpoint({})],
  },
  {
    row: "R27",
    what: "private DNS where the VPC has a zone of the name",
    refused: endpoint({ serviceName: `com.amazonaws.${region}.sts`, privateDnsEnabled: true }),
    message: `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${stsHost} in the VPC {hub}`,
    accepted: [endpoint({ serviceName: `com.amazonaws.${region}.sts` })],
  },
  {
    row: "R27",
    what: "private DNS where the VPC has an endpoint with it",
    given: [
      ...estate,
      { ...endpoint({ privateDnsEnabled: true }), key: "kms" },
      { ...endpoint({ serviceName: `com.amazonaws.${region}.logs` }), key: "logs" },
    ],
    refused: endpoint({ privateDnsEnabled: true }),
    message: `private-dns-enabled cannot be set because there is already a conflicting DNS domain for kms.${region}.amazonaws.com in the VPC {hub}`,
    accepted: [endpoint({ serviceName: `com.amazonaws.${region}.logs`, privateDnsEnabled: true })],
  },
  {
    row: "R27",
    what: "private DNS in a VPC without DNS host names",
    given: changed("hub", { enableDnsHostnames: false })(hub),
    refused: endpoint({ privateDnsEnabled: true }),
    message:
      "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {hub}",
    accepted: [endpoint({})],
  },
  {
    row: "R28",
    what: "a rule that its group has already",
    refused: ingress(port(443, { cidrIpv4: ranges.onPremises.cidr })),
    message: "the specified rule of security group {people} already exists",
    accepted: [ingress(port(8443, { cidrIpv4: ranges.onPremises.cidr }))],
  },
  {
    row: "R190",
    what: "a security group whose name starts as its ids do",
    given: hub,
    refused: piece(hubAccount, "own", "aws:ec2/securityGroup:SecurityGroup", { vpcId: "{hub}", namePrefix: "sg-own-" }),
    message: "a security group's name can't start with sg-",
    accepted: [
      piece(hubAccount, "own", "aws:ec2/securityGroup:SecurityGroup", { vpcId: "{hub}", namePrefix: "own-sg-" }),
    ],
  },
  {
    row: "R141",
    what: "a rule more than a group holds",
    given: [
      ...hub,
      piece(hubAccount, "crowded", "aws:ec2/securityGroup:SecurityGroup", { vpcId: "{hub}" }),
      ...Array.from({ length: 60 }, (_, index) => ({
        ...ingress({ securityGroupId: "{crowded}", ...port(443, { cidrIpv4: `172.16.${index}.0/24` }) }),
        key: `rule-${index}`,
      })),
    ],
    refused: ingress({ securityGroupId: "{crowded}", ...port(443, { cidrIpv4: "172.16.60.0/24" }) }),
    message: "The maximum number of rules per security group has been reached.",
    accepted: [
      {
        ...ingress({ securityGroupId: "{crowded}", ...port(443, { cidrIpv4: "172.16.60.0/24" }) }),
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      },
    ],
  },
  {
    row: "R29",
    what: "a zone where the VPC has one of the name",
    refused: zone(stsHost, "{hub}"),
    message: `The VPC {hub} in region ${region} has already been associated with the hosted zone {sts-zone} with the same domain name.`,
    accepted: [zone(stsHost, "{on-premises}")],
  },
  {
    row: "R29",
    what: "a zone where an endpoint's private DNS has the name",
    given: [...estate, { ...endpoint({ privateDnsEnabled: true }), key: "kms" }],
    refused: zone(`kms.${region}.amazonaws.com`, "{hub}"),
    message: `The VPC {hub} in region ${region} has already been associated with the hosted zone {kms} with the same domain name.`,
    accepted: [zone(`x.kms.${region}.amazonaws.com`, "{hub}")],
  },
  {
    row: "R31",
    what: "a zone for a VPC of another account",
    refused: zone("more.example", "{lob-a}"),
    message: "The VPC ID '{lob-a}' doesn't exist, or isn't authorized for the hosted zone.",
    accepted: [zone("more.example", "{on-premises}")],
  },
  {
    row: "R46",
    what: "an address outside of the endpoint's subnet",
    refused: endpoint({ subnetConfigurations: [{ subnetId: firstSubnet, ipv4: "10.0.32.30" }] }),
    message: "Address 10.0.32.30 does not fall within the subnet's address range",
    accepted: [endpoint({ subnetConfigurations: [{ subnetId: firstSubnet, ipv4: "10.0.0.30" }] })],
  },
  {
    row: "R46",
    what: "an address that somebody has",
    refused: endpoint({ subnetConfigurations: [{ subnetId: firstSubnet, ipv4: "10.0.0.20" }] }),
    message: "Address 10.0.0.20 is in use.",
    accepted: [endpoint({ subnetConfigurations: [{ subnetId: firstSubnet, ipv4: "10.0.0.21" }] })],
  },
  {
    row: "R47",
    what: "a second gateway endpoint of a service in a table",
    refused: gatewayEndpoint(`com.amazonaws.${region}.s3`),
    message: "The route identified by {hub-s3.prefixListId} already exists in {hub.routeTables.0.id}.",
    accepted: [endpoint({ serviceName: `com.amazonaws.${region}.s3` })],
  },
];
