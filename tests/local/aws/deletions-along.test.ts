import { expect } from "chai";
import { own } from "../support/deletion-cases";
import { eachTestOnItsOwnAws, lambdaTrust, region } from "../support/local-aws";
import { lambda } from "../support/wanted";
import { type Piece, Put } from "./network/pieces";

const vpc = own("vpc", "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
const subnet = own("subnet", "aws:ec2/subnet:Subnet", {
  ...{ vpcId: "{vpc}", cidrBlock: "10.0.0.0/24", availabilityZone: `${region}a` },
});
const table = own("table", "aws:ec2/routeTable:RouteTable", { vpcId: "{vpc}" });
const gateway = own("gateway", "aws:ec2transitgateway/transitGateway:TransitGateway", {});
const gatewayTable = own("gateway-table", "aws:ec2transitgateway/routeTable:RouteTable", {
  transitGatewayId: "{gateway}",
});
const attachment = own("attachment", "aws:ec2transitgateway/vpcAttachment:VpcAttachment", {
  ...{ transitGatewayId: "{gateway}", vpcId: "{vpc}", subnetIds: ["{subnet}"] },
  transitGatewayDefaultRouteTableAssociation: false,
});
const member = { transitGatewayAttachmentId: "{attachment}", transitGatewayRouteTableId: "{gateway-table}" };
const share = own("share", "aws:ram/resourceShare:ResourceShare", { name: "share", allowExternalPrincipals: true });
const ofShare = { resourceShareArn: "{share}" };

const owners: readonly { readonly what: string; readonly given: readonly Piece[]; readonly gone: readonly string[] }[] =
  [
    {
      what: "a VPC: the rules of its default security group",
      given: [
        vpc,
        own("rule", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", {
          ...{ securityGroupId: "{vpc.defaultSecurityGroupId}", ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
        }),
      ],
      gone: ["vpc", "rule"],
    },
    {
      what: "a VPC: its default security group, even after a stack emptied it",
      given: [vpc, own("emptied", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: "{vpc}" })],
      gone: ["vpc", "emptied"],
    },
    {
      what: "a subnet: its place in a route table, and what is kept of its CIDR block",
      given: [
        ...[vpc, subnet, table],
        own("place", "aws:ec2/routeTableAssociation:RouteTableAssociation", {
          ...{ subnetId: "{subnet}", routeTableId: "{table}" },
        }),
        own("kept", "aws:ec2/subnetCidrReservation:SubnetCidrReservation", {
          ...{ subnetId: "{subnet}", cidrBlock: "10.0.0.16/28", reservationType: "explicit" },
        }),
      ],
      gone: ["subnet", "place", "kept"],
    },
    {
      what: "a route table: its routes",
      given: [
        ...[vpc, subnet, gateway, attachment, table],
        own("route", "aws:ec2/route:Route", {
          ...{ routeTableId: "{table}", destinationCidrBlock: "10.9.0.0/16", transitGatewayId: "{gateway}" },
        }),
      ],
      gone: ["table", "route"],
    },
    {
      what: "an attachment: its places in the gateway's tables",
      given: [
        ...[vpc, subnet, gateway, gatewayTable, attachment],
        own("association", "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation", member),
        own("propagation", "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation", member),
      ],
      gone: ["attachment", "association", "propagation"],
    },
    {
      what: "a share: what is in it, and whom it is for",
      given: [
        ...[gateway, share],
        own("shared", "aws:ram/resourceAssociation:ResourceAssociation", { ...ofShare, resourceArn: "{gateway.arn}" }),
        own("principal", "aws:ram/principalAssociation:PrincipalAssociation", {
          ...ofShare,
          principal: "333333333333",
        }),
      ],
      gone: ["share", "shared", "principal"],
    },
    {
      what: "a zone that is to be deleted with its records: those",
      given: [
        vpc,
        own("zone", "aws:route53/zone:Zone", { name: "a.test", forceDestroy: true, vpcs: [{ vpcId: "{vpc}" }] }),
        own("record", "aws:route53/record:Record", {
          ...{ zoneId: "{zone}", name: "b.a.test", type: "A", ttl: 60, records: ["10.0.0.9"] },
        }),
      ],
      gone: ["zone", "record"],
    },
    {
      what: "a function: who may call it",
      given: [
        own("runner", "aws:iam/role:Role", { name: "runner", assumeRolePolicy: lambdaTrust }),
        own("function", "aws:lambda/function:Function", lambda("a").inputs),
        own("permission", "aws:lambda/permission:Permission", {
          ...{ action: "lambda:InvokeFunction", function: "a", principal: "apigateway.amazonaws.com" },
          statementId: "Api",
        }),
      ],
      gone: ["function", "permission"],
    },
  ];

describe("What AWS deletes along with a network's parts, shares, zones and functions", () => {
  const aws = eachTestOnItsOwnAws();

  for (const { what, given, gone } of owners) {
    it(what, async () => {
      const put = await Put.all(aws(), given);
      const idOf = (key: string) => put.text(`{${key}}`);
      const idsOfStack = () =>
        aws()
          .world.ofStack("stack")
          .map(({ id }) => id);
      const [owner = ""] = gone;
      const found = aws()
        .world.ofStack("stack")
        .find(({ id }) => id === idOf(owner));
      expect(idsOfStack()).to.have.members(given.map(({ key }) => idOf(key)));

      await aws().delete(found?.urn ?? "", idOf(owner));

      const left = given.filter(({ key }) => !gone.includes(key));
      expect(idsOfStack()).to.have.members(left.map(({ key }) => idOf(key)));
    });
  }
});
