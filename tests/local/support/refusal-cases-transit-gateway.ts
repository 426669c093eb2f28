import { attachmentOf, hubAccount, lobA, organizationArn, piece, ranges } from "../aws/network/estate";
import { hub, outsider } from "../aws/network/hub";
import { changed, find, without } from "../aws/network/pieces";
import { region } from "./local-aws";
import type { NetworkRefusalCase } from "./network-refusal-case";
import {
  accepter,
  attachedLobA,
  gatewayRoute,
  gatewayTable,
  invitedHub,
  lobAVpc,
  member,
  noGateway,
  noInvitation,
  outsidersVpc,
  principal,
  route,
  sharedResource,
  swap,
  tableOfSubnet,
  withinOrganization,
  withoutDefault,
} from "./network-wanted";

const unswapped = without("swap-association", "swap-propagation")(hub);
const firstSwap = find(hub, "swap-association");
const underWay = (by: string) =>
  `{gateway} is in invalid state: ${by} may still be in progress, and this change doesn't wait for it`;
const swapUnderWay = underWay(
  'aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation "swap-association"',
);

const gatewayWith = (amazonSideAsn: number) =>
  piece(hubAccount, "more", "aws:ec2transitgateway/transitGateway:TransitGateway", { amazonSideAsn });

/** Cases of the rows of transit gateways. */
export const gatewayCases: readonly NetworkRefusalCase[] = [
  {
    row: "R30",
    what: "an attachment to a gateway that isn't shared",
    given: [...without("share-principal")(hub), ...lobAVpc],
    refused: attachmentOf(lobA, "lob-a"),
    message: noGateway,
    accepted: [principal(organizationArn), attachmentOf(lobA, "lob-a")],
  },
  {
    row: "R30",
    what: "an attachment before the invitation to the share is accepted",
    given: [...invitedHub, ...outsidersVpc],
    refused: attachmentOf(outsider, "other"),
    message: noGateway,
    accepted: [accepter(outsider), attachmentOf(outsider, "other")],
  },
  {
    row: "R30",
    what: "an attachment from outside of the share's organizational unit",
    given: [
      ...without("share-principal")(hub),
      principal("arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-root-others"),
      ...lobAVpc,
    ],
    refused: attachmentOf(lobA, "lob-a"),
    message: noGateway,
    accepted: [
      principal("arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-root-workloads", "unit"),
      attachmentOf(lobA, "lob-a"),
    ],
  },
  {
    row: "R30",
    what: "a VPC's route before its attachment",
    given: [...hub, ...lobAVpc],
    refused: route(lobA, { routeTableId: "{lob-a.routeTables.0.id}", destinationCidrBlock: ranges.hub.cidr }),
    message: "The transitGateway ID '{gateway}' does not exist.",
    accepted: [
      attachmentOf(lobA, "lob-a"),
      route(lobA, { routeTableId: "{lob-a.routeTables.0.id}", destinationCidrBlock: ranges.hub.cidr }),
    ],
  },
  {
    row: "R30",
    what: "a VPC's route before the gateway's owner accepts its attachment",
    given: [...changed("gateway", { autoAcceptSharedAttachments: "disable" })(hub), ...attachedLobA],
    refused: route(lobA, { routeTableId: "{lob-a.routeTables.0.id}", destinationCidrBlock: ranges.hub.cidr }),
    message: "The transitGateway ID '{gateway}' does not exist.",
    accepted: [
      route(hubAccount, { routeTableId: "{hub.vpc.mainRouteTableId}", destinationCidrBlock: ranges.lobA.cidr }),
    ],
  },
  {
    row: "R30",
    what: "a table that a LOB asks for, who doesn't own the gateway",
    refused: gatewayTable(lobA),
    message: noGateway,
    accepted: [gatewayTable(hubAccount)],
  },
  ...[64_511, 65_535, 4_199_999_999, 4_294_967_295].map((amazonSideAsn) => ({
    row: "R140" as const,
    what: `the number ${amazonSideAsn} for a gateway, which isn't private`,
    refused: gatewayWith(amazonSideAsn),
    message: `Value (${amazonSideAsn}) for parameter AmazonSideAsn is invalid.`,
    accepted: [
      gatewayWith(amazonSideAsn === 64_511 || amazonSideAsn === 4_199_999_999 ? amazonSideAsn + 1 : amazonSideAsn - 1),
    ],
  })),
  {
    row: "R32",
    what: "another default for associations, where none is allowed",
    given: withoutDefault("Association"),
    refused: swap("Association"),
    message: "disable DefaultRouteTableAssociation conflicts with AssociationDefaultRouteTableId {hub-table}",
    accepted: [swap("Propagation")],
  },
  {
    row: "R32",
    what: "another default for propagations, where none is allowed",
    given: withoutDefault("Propagation"),
    refused: swap("Propagation"),
    message: "disable DefaultRouteTablePropagation conflicts with PropagationDefaultRouteTableId {hub-table}",
    accepted: [swap("Association")],
  },
  {
    row: "R117",
    what: "the swap of one default while the other is being swapped",
    given: unswapped,
    meanwhile: firstSwap,
    refused: swap("Propagation"),
    message: swapUnderWay,
    accepted: [swap("Propagation")],
  },
  {
    row: "R117",
    what: "a table while a default is being swapped",
    given: unswapped,
    meanwhile: firstSwap,
    refused: gatewayTable(hubAccount),
    message: swapUnderWay,
    accepted: [gatewayTable(hubAccount)],
  },
  {
    row: "R117",
    what: "an attachment while a default is being swapped",
    given: [...unswapped, ...lobAVpc],
    meanwhile: firstSwap,
    refused: attachmentOf(lobA, "lob-a"),
    message: swapUnderWay,
    accepted: [attachmentOf(lobA, "lob-a")],
  },
  {
    row: "R117",
    what: "the swap of a default while a table is being made",
    given: unswapped,
    meanwhile: [gatewayTable(hubAccount)],
    refused: swap("Association"),
    message: underWay('aws:ec2transitgateway/routeTable:RouteTable "more"'),
    accepted: [swap("Association")],
  },
  {
    row: "R33",
    what: "an attachment with two subnets of one Availability Zone",
    given: [...hub, ...lobAVpc],
    refused: attachmentOf(lobA, "lob-a", { subnetIds: ["{lob-a-attachment-0}", "{lob-a.isolatedSubnetIds.0}"] }),
    message: `Found another subnet in the same Availability Zone ${region}a`,
    accepted: [attachmentOf(lobA, "lob-a", { subnetIds: ["{lob-a-attachment-0}", "{lob-a.isolatedSubnetIds.1}"] })],
  },
  {
    row: "R34",
    what: "a second attachment of a VPC",
    refused: { ...attachmentOf(lobA, "lob-a"), key: "more" },
    message: "{gateway} has non-deleted Transit Gateway Attachments with same VPC ID.",
    accepted: [attachmentOf(lobA, "lob-a", { subnetIds: ["{lob-a-attachment-0}"] })],
  },
  {
    row: "R35",
    what: "a second table of a subnet",
    refused: tableOfSubnet("{lob-a.isolatedSubnetIds.1}"),
    message: "the specified association for subnet {lob-a.isolatedSubnetIds.1} already exists",
    accepted: [tableOfSubnet("{lob-a-attachment-0}")],
  },
  {
    row: "R35",
    what: "a table for an attachment that joined the default one",
    given: [...hub, ...attachedLobA],
    refused: member(hubAccount, "Association", "{lob-a-attached}", "{on-premises-table}"),
    message: "Transit Gateway Attachment {lob-a-attached} is already associated to a route table.",
    accepted: [
      {
        ...member(hubAccount, "Association", "{lob-a-attached}", "{on-premises-table}"),
        inputs: {
          ...member(hubAccount, "Association", "{lob-a-attached}", "{on-premises-table}").inputs,
          replaceExistingAssociation: true,
        },
      },
    ],
  },
  {
    row: "R36",
    what: "a propagation that the default made already",
    refused: member(hubAccount, "Propagation", "{lob-a-attached}", "{hub-table}"),
    message: "Propagation from attachment {lob-a-attached} to route table {hub-table} already exists.",
    accepted: [member(hubAccount, "Propagation", "{lob-a-attached}", "{on-premises-table}")],
  },
  {
    row: "R47",
    what: "a VPC's second route to one CIDR block",
    refused: route(lobA, { routeTableId: "{lob-a.routeTables.0.id}", destinationCidrBlock: ranges.hub.cidr }),
    message: `The route identified by ${ranges.hub.cidr} already exists in {lob-a.routeTables.0.id}.`,
    accepted: [route(lobA, { routeTableId: "{lob-a.routeTables.0.id}", destinationCidrBlock: "10.1.0.0/16" })],
  },
  {
    row: "R47",
    what: "a transit gateway's second route to one CIDR block",
    refused: gatewayRoute("10.96.0.0/11"),
    message: "The route identified by 10.96.0.0/11 already exists in {spokes-table}.",
    accepted: [gatewayRoute("10.96.0.0/12")],
  },
];

/** Cases of the rows of shares. */
export const shareCases: readonly NetworkRefusalCase[] = [
  {
    row: "R37",
    what: "the acceptance of a share inside of the organization",
    given: [...hub, principal(lobA)],
    refused: accepter(lobA),
    message: noInvitation,
    accepted: attachedLobA,
  },
  {
    row: "R37",
    what: "the acceptance of a share that somebody else was invited to",
    given: invitedHub,
    refused: accepter("777777777777"),
    message: noInvitation,
    accepted: [accepter(outsider)],
  },
  {
    row: "R38",
    what: "an account outside the organization, where the share is only for the organization",
    given: hub,
    refused: principal(outsider),
    message: withinOrganization,
    accepted: [principal(lobA)],
  },
  {
    row: "R39",
    what: "an organization's id in place of its ARN",
    given: without("share-principal")(hub),
    refused: principal("o-exampleorg1"),
    message: "Principal ID o-exampleorg1 is malformed. Verify the ID and try again.",
    accepted: [principal(organizationArn)],
  },
  {
    row: "R40",
    what: "an organization that the owner isn't a member of",
    given: hub,
    refused: principal("arn:aws:organizations::111111111111:organization/o-otherorg123"),
    message: "Organization o-otherorg123 could not be found.",
    accepted: [principal("arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-root-others")],
  },
  {
    row: "R40",
    what: "a gateway that the share's account doesn't have",
    given: without("gateway-shared")(hub),
    refused: sharedResource(hubAccount, `arn:aws:ec2:${region}:${hubAccount}:transit-gateway/tgw-0123456789abcdef0`),
    message: `Resource arn:aws:ec2:${region}:${hubAccount}:transit-gateway/tgw-0123456789abcdef0 could not be found.`,
    accepted: [sharedResource(hubAccount, "{gateway.arn}")],
  },
];
