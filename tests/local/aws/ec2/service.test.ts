import {
  DescribeAvailabilityZonesCommand,
  DescribeInstancesCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
  GetTransitGatewayAttachmentPropagationsCommand,
  SearchTransitGatewayRoutesCommand,
} from "@aws-sdk/client-ec2";
import { expect } from "chai";
import { vpcAttachment } from "../../../../local/aws/ec2/kinds";
import { refusalOf } from "../../support/failure";
import { region } from "../../support/local-aws";
import { NetworkServices, withoutPermission } from "../../support/network-services";

const hub = "111122223333";
const lob = "444444444444";

describe("EC2's answers about networks", () => {
  let services: NetworkServices;
  before(async () => {
    services = await NetworkServices.start();
  });
  after(() => services.close());

  const gatewayId = () => services.estate.aws.world.list(vpcAttachment, hub)[0]?.state.transitGatewayId ?? "";
  const attachmentOf = (account: string) => services.estate.aws.world.list(vpcAttachment, account)[0]?.id ?? "";

  it("show an account its own VPCs and endpoints, and others' not", async () => {
    const client = new EC2Client(await services.settings(lob));
    const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({}));
    expect(Vpcs.map(({ CidrBlock, OwnerId }) => [CidrBlock, OwnerId])).to.deep.equal([["10.101.0.0/16", lob]]);
    const foreign = new DescribeVpcEndpointsCommand({ VpcEndpointIds: ["vpce-0aaaaaaaaaaaaaaaa"] });
    expect(await refusalOf(client.send(foreign))).to.deep.equal({
      code: "InvalidVpcEndpointId.NotFound",
      message: "The ID 'vpce-0aaaaaaaaaaaaaaaa' does not exist",
    });
    const Filters = [{ Name: "vpc-endpoint-type", Values: ["Gateway"] }];
    const { VpcEndpoints = [] } = await client.send(new DescribeVpcEndpointsCommand({ Filters }));
    expect(VpcEndpoints.map(({ ServiceName }) => ServiceName)).to.deep.equal(["com.amazonaws.eu-west-1.s3"]);
  });

  it("show tables of a transit gateway only to its owner", async () => {
    const ofHub = new EC2Client(await services.settings(hub));
    const ofLob = new EC2Client(await services.settings(lob));
    const all = new DescribeTransitGatewayAttachmentsCommand({});
    const seenByHub = (await ofHub.send(all)).TransitGatewayAttachments ?? [];
    const seenByLob = (await ofLob.send(all)).TransitGatewayAttachments ?? [];
    expect(seenByHub.map((each) => each.ResourceOwnerId)).to.have.members([hub, "333333333333", lob]);
    expect(seenByHub.every((each) => each.Association?.State === "associated")).to.equal(true);
    expect(seenByLob.map((each) => [each.ResourceOwnerId, each.Association])).to.deep.equal([[lob, undefined]]);
    const propagations = new GetTransitGatewayAttachmentPropagationsCommand({
      TransitGatewayAttachmentId: attachmentOf(lob),
    });
    expect((await ofHub.send(propagations)).TransitGatewayAttachmentPropagations).to.have.length(1);
    expect((await refusalOf(ofLob.send(propagations))).code).to.equal("InvalidTransitGatewayAttachmentID.NotFound");
    const own = new DescribeTransitGatewayVpcAttachmentsCommand({});
    expect((await ofLob.send(own)).TransitGatewayVpcAttachments?.map(({ State }) => State)).to.deep.equal([
      "available",
    ]);
  });

  it("find routes of a transit gateway's tables", async () => {
    const client = new EC2Client(await services.settings(hub));
    const { TransitGateways: [gateway] = [] } = await client.send(
      new DescribeTransitGatewaysCommand({ TransitGatewayIds: [gatewayId()] }),
    );
    const routes = async (TransitGatewayRouteTableId: string | undefined, state: string) => {
      const Filters = [{ Name: "state", Values: [state] }];
      const found = await client.send(new SearchTransitGatewayRoutesCommand({ TransitGatewayRouteTableId, Filters }));
      return found.Routes?.map(({ DestinationCidrBlock, Type }) => `${DestinationCidrBlock} ${Type}`);
    };
    expect(await routes(gateway?.Options?.PropagationDefaultRouteTableId, "active")).to.have.members([
      "10.100.0.0/16 propagated",
      "10.101.0.0/16 propagated",
    ]);
    const spokes = gateway?.Options?.AssociationDefaultRouteTableId;
    expect(await routes(spokes, "active")).to.deep.equal(["10.0.0.0/16 propagated"]);
    expect(await routes(spokes, "blackhole")).to.deep.equal(["10.96.0.0/11 static"]);
    const ofLob = new SearchTransitGatewayRoutesCommand({
      TransitGatewayRouteTableId: gateway?.Options?.PropagationDefaultRouteTableId ?? "",
      Filters: [{ Name: "attachment.transit-gateway-attachment-id", Values: [attachmentOf(lob)] }],
    });
    const { Routes = [] } = await client.send(ofLob);
    expect(Routes.map(({ DestinationCidrBlock }) => DestinationCidrBlock)).to.deep.equal(["10.101.0.0/16"]);
  });

  it("show a region's zones under the account's own names, and what it lacks not", async () => {
    const { availability } = services.estate.aws.world;
    const client = new EC2Client(await services.settings(lob));
    const zones = async () => {
      const { AvailabilityZones = [] } = await client.send(new DescribeAvailabilityZonesCommand({}));
      return AvailabilityZones.map(({ ZoneName, ZoneId, State }) => `${ZoneName} ${ZoneId} ${State}`);
    };
    const all = ["eu-west-1a euw1-az1 available", "eu-west-1b euw1-az2 available", "eu-west-1c euw1-az3 available"];
    expect(await zones()).to.deep.equal(all);
    const undo = [availability.lack({ zone: "eu-west-1b" }), availability.shift(lob, 1)];
    expect(await zones()).to.deep.equal(["eu-west-1a euw1-az2 available", "eu-west-1c euw1-az1 available"]);
    undo.map((giveBack) => giveBack());
    expect(await zones()).to.deep.equal(all);
    expect(availability.zones(lob, "ap-northeast-1").map(({ id }) => id)).to.deep.equal(
      [1, 2, 3, 4].map((number) => `apne1-az${number}`),
    );
  });

  it("show which endpoint services there are, in which zones, with which types", async () => {
    const { availability } = services.estate.aws.world;
    const client = new EC2Client(await services.settings(lob));
    const found = async (...names: readonly string[]) => {
      const Filters = [{ Name: "service-name", Values: [...names] }];
      const answer = await client.send(new DescribeVpcEndpointServicesCommand({ Filters }));
      return (answer.ServiceDetails ?? []).map((one) => [
        one.ServiceName,
        one.ServiceType?.map(({ ServiceType }) => ServiceType).join(),
        one.AvailabilityZones?.join(),
        one.VpcEndpointPolicySupported,
      ]);
    };
    const [s3, sts, studio] = [
      "com.amazonaws.eu-west-1.s3",
      "com.amazonaws.eu-west-1.sts",
      "aws.sagemaker.eu-west-1.studio",
    ];
    const all = "eu-west-1a,eu-west-1b,eu-west-1c";
    expect(await found(s3, sts, studio, "com.amazonaws.eu-west-1.studio")).to.have.deep.members([
      [s3, "Gateway", all, true],
      [s3, "Interface", all, true],
      [sts, "Interface", all, true],
      [studio, "Interface", all, true],
    ]);
    const undo = [
      availability.lack({ service: studio }),
      availability.lack({ service: sts, zone: "eu-west-1b" }),
      availability.lack({ policiesOf: sts }),
    ];
    expect(await found(sts, studio)).to.deep.equal([[sts, "Interface", "eu-west-1a,eu-west-1c", false]]);
    undo.map((giveBack) => giveBack());
  });

  it("asks the caller's permissions, and refuses in EC2's words", async () => {
    const statement = { Action: "ec2:DescribeRouteTables", Resource: "*" };
    const client = new EC2Client(await services.settings(lob, statement));
    const refused = "You are not authorized to perform this operation. ";
    expect(await refusalOf(client.send(new DescribeVpcsCommand({})))).to.deep.equal({
      code: "UnauthorizedOperation",
      message: refused + withoutPermission(lob, "ec2:DescribeVpcs"),
    });
    const search = new SearchTransitGatewayRoutesCommand({ TransitGatewayRouteTableId: "tgw-rtb-1", Filters: [] });
    const table = ` on resource: arn:aws:ec2:${region}:${lob}:transit-gateway-route-table/tgw-rtb-1`;
    expect((await refusalOf(client.send(search))).message).to.equal(
      refused + withoutPermission(lob, "ec2:SearchTransitGatewayRoutes", table),
    );
  });

  const unknown: readonly (readonly [what: string, call: () => Promise<unknown>, mistake: string])[] = [
    [
      "an operation of EC2",
      async () => new EC2Client(await services.settings(hub)).send(new DescribeInstancesCommand({})),
      "Error: the local AWS doesn't know the EC2 operation DescribeInstances",
    ],
    [
      "a filter and a member of EC2",
      async () =>
        new EC2Client(await services.settings(hub)).send(
          new DescribeVpcsCommand({ MaxResults: 5, Filters: [{ Name: "is-default", Values: ["true"] }] }),
        ),
      "Error: the local AWS doesn't understand a call of EC2 DescribeVpcs: MaxResults, filter is-default",
    ],
  ];
  for (const [what, call, mistake] of unknown) {
    it(`name ${what} that they don't know`, async () => {
      expect(await services.mistakeOf(call())).to.equal(mistake);
    });
  }
});
