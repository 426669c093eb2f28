import { expect } from "chai";
import { only } from "../../support/evaluate";
import { inputsOf, ofType, registerHub } from "./hub";

const swaps = ["hub-tgw-new-attachments-join-spokes", "hub-tgw-hub-learns-new-attachments"];

describe("The hub's transit gateway", () => {
  it("accepts attachments by itself and keeps both defaults on, since AWS swaps them in no other case", async () => {
    expect(only(await registerHub(), "hub-tgw-gateway").inputs).to.deep.equal({
      description: "Between the hub and the networks that use its endpoints",
      amazonSideAsn: 64600,
      autoAcceptSharedAttachments: "enable",
      defaultRouteTableAssociation: "enable",
      defaultRouteTablePropagation: "enable",
      tags: { Name: "hub-tgw" },
    });
  });

  it("associates new attachments with the spokes' table and propagates them into the hub's", async () => {
    const resources = await registerHub();
    const gateway = { transitGatewayId: "hub-tgw-gateway-id" };
    expect(only(resources, "hub-tgw-new-attachments-join-spokes")).to.deep.include({
      type: "aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation",
      inputs: { ...gateway, transitGatewayRouteTableId: "hub-tgw-spokes-id" },
    });
    expect(only(resources, "hub-tgw-hub-learns-new-attachments")).to.deep.include({
      type: "aws:ec2transitgateway/defaultRouteTablePropagation:DefaultRouteTablePropagation",
      inputs: { ...gateway, transitGatewayRouteTableId: "hub-tgw-hub-id" },
    });
  });

  it("associates the hub's attachment with the hub's table and propagates it into the spokes', and touches no other table", async () => {
    const resources = await registerHub();
    expect(only(resources, "hub-tgw-hub-attachment").inputs).to.deep.equal({
      transitGatewayId: "hub-tgw-gateway-id",
      vpcId: "hub-vpc-vpc-id",
      subnetIds: ["hub-vpc-attachment-1-id", "hub-vpc-attachment-2-id"],
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
    });
    const attachment = { transitGatewayAttachmentId: "hub-tgw-hub-attachment-id" };
    expect(inputsOf(resources, "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation")).to.deep.equal({
      "hub-tgw-hub-attachment-in-hub": { ...attachment, transitGatewayRouteTableId: "hub-tgw-hub-id" },
    });
    expect(inputsOf(resources, "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation")).to.deep.equal({
      "hub-tgw-spokes-learn-hub": { ...attachment, transitGatewayRouteTableId: "hub-tgw-spokes-id" },
    });
  });

  it("swallows in the spokes' table what is for a LOB", async () => {
    expect(inputsOf(await registerHub(), "aws:ec2transitgateway/route:Route")).to.deep.equal({
      "hub-tgw-no-way-between-lobs": {
        transitGatewayRouteTableId: "hub-tgw-spokes-id",
        destinationCidrBlock: "10.96.0.0/11",
        blackhole: true,
      },
    });
  });

  it("has the hub answer to the declared CIDR blocks from every zone, and to nothing else", async () => {
    const resources = await registerHub({ corporateCidrs: ["192.168.10.0/24", "172.16.0.0/16"] });
    expect(
      ofType(resources, "aws:ec2/route:Route").map(({ inputs }) => [
        inputs.routeTableId,
        inputs.destinationCidrBlock,
        inputs.transitGatewayId,
      ]),
    ).to.have.deep.members(
      ["10.96.0.0/11", "192.168.10.0/24", "172.16.0.0/16"].flatMap((cidr) =>
        [1, 2].map((zone) => [`hub-vpc-routes-${zone}-id`, cidr, "hub-tgw-gateway-id"]),
      ),
    );
  });

  it("swaps its tables one after the other, once both are there, since AWS changes a gateway one change at a time", async () => {
    const resources = await registerHub();
    const [first, second] = ["hub-tgw-new-attachments-join-spokes", "hub-tgw-hub-learns-new-attachments"];
    expect(only(resources, first).after).to.include.members(["hub-tgw-hub", "hub-tgw-spokes"]).and.not.include(second);
    expect(only(resources, second).after).to.include(first);
  });

  it("lets nobody in before its tables are swapped, and writes no route before the hub is attached", async () => {
    const resources = await registerHub();
    expect(only(resources, "hub-tgw-hub-attachment").after).to.include.members(swaps);
    for (const { after } of ofType(resources, "aws:ram/principalAssociation:PrincipalAssociation")) {
      expect(after).to.include.members(swaps);
    }
    for (const { after } of ofType(resources, "aws:ec2/route:Route")) {
      expect(after).to.include("hub-tgw-hub-attachment");
    }
  });
});
