import { expect } from "chai";
import {
  route,
  transitGateway,
  transitGatewayAssociation,
  transitGatewayPropagation,
  transitGatewayRoute,
  vpcAttachment,
} from "../../../local/aws/ec2/kinds";
import { defaultTables } from "../../../local/aws/ec2/transit-gateway";
import { principalAssociation, resourceAssociation } from "../../../local/aws/ram/kinds";
import { resolverRuleAssociation } from "../../../local/aws/route53-resolver/kinds";
import { DoctorBench } from "./doctor-bench";
import { Hands, problem } from "./hands";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const hubAccount = "111122223333";
const lobAccount = "444444444444";

describe("scripts/doctor on a LOB's network that somebody changed by hand", () => {
  let bench: DoctorBench;
  let hands: Hands;
  before(async () => {
    bench = await DoctorBench.start();
    hands = new Hands(bench.world);
  });
  afterEach(() => hands.putBack());
  after(() => bench.close());

  const gateway = () => hands.only(transitGateway, hubAccount);
  const attachment = () => hands.only(vpcAttachment, lobAccount);
  /** The tables of the LOBs and of the hub. */
  const tables = () => {
    const { association = "", propagation = "" } = defaultTables(bench.world, gateway());
    return { spokes: association, hub: propagation };
  };
  const owner = "in account 111122223333, aws ec2";
  const end = "--region eu-west-1";

  it("finds an attachment that is missing", async () => {
    const { id, state } = attachment();
    hands.remove(attachment());
    const routes = bench.world.list(route, lobAccount);
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: attachment to the transit gateway",
        `${state.vpcId} isn't attached to transit gateway ${state.transitGatewayId}: attach it again, npx pulumi up --refresh --stack lob-b`,
      ),
      problem(
        "stack lob-b: routes",
        ...routes.map(
          (each) =>
            `route table ${each.state.routeTableId} has no working route to the hub's 10.0.0.0/16 by ${state.transitGatewayId}: npx pulumi up --refresh --stack lob-b`,
        ),
        `the hub's table of transit gateway ${state.transitGatewayId} has no route to 10.101.0.0/16: check that the LOB's attachment is available and propagates there, and that no other network has that CIDR block`,
      ),
    ]);
    expect(id).to.match(/^tgw-attach-/);
  });

  it("finds an attachment that nobody accepted", async () => {
    const { id } = attachment();
    hands.change(attachment(), { accepted: false });
    const [first] = await bench.complaints({ stack: ["lob-b"] });
    expect(first).to.equal(
      problem(
        "stack lob-b: attachment to the transit gateway",
        `${id} is pendingAcceptance: ${owner} accept-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${id} ${end}`,
      ),
    );
  });

  it("finds an attachment in the wrong table, and in none", async () => {
    const { id, state } = attachment();
    const { spokes, hub } = tables();
    const associate = `${owner} associate-transit-gateway-route-table --transit-gateway-route-table-id ${spokes} --transit-gateway-attachment-id ${id} ${end}`;
    const association = hands.add(transitGatewayAssociation, hubAccount, {
      transitGatewayAttachmentId: id,
      transitGatewayRouteTableId: hub,
      replaceExistingAssociation: true,
    });
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: attachment to the transit gateway",
        `${id} is associated with ${hub}, and the table of the LOBs is ${spokes}: ${owner} disassociate-transit-gateway-route-table --transit-gateway-route-table-id ${hub} --transit-gateway-attachment-id ${id} ${end}; then ${associate}`,
      ),
    ]);
    bench.world.remove(association.urn);
    hands.change(attachment(), { bornInto: { ...state.bornInto, association: undefined } });
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: attachment to the transit gateway",
        `${id} is associated with no table, so nothing that it sends arrives: ${associate}`,
      ),
    ]);
  });

  it("finds a propagation that is missing", async () => {
    const { id, state } = attachment();
    const { hub } = tables();
    hands.change(attachment(), { bornInto: { ...state.bornInto, propagation: undefined } });
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: attachment to the transit gateway",
        `${id} doesn't propagate into ${hub}, the hub's table, so no answer comes back: ${owner} enable-transit-gateway-route-table-propagation --transit-gateway-route-table-id ${hub} --transit-gateway-attachment-id ${id} ${end}`,
      ),
      problem(
        "stack lob-b: routes",
        `the hub's table of transit gateway ${gateway().id} has no route to 10.101.0.0/16: check that the LOB's attachment is available and propagates there, and that no other network has that CIDR block`,
      ),
    ]);
  });

  it("finds a propagation that lets other LOBs see one", async () => {
    const { id } = attachment();
    const { spokes } = tables();
    hands.add(transitGatewayPropagation, hubAccount, {
      transitGatewayAttachmentId: id,
      transitGatewayRouteTableId: spokes,
    });
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: attachment to the transit gateway",
        `${id} propagates into ${spokes} as well, whose networks so reach the LOB: if you don't want that, ${owner} disable-transit-gateway-route-table-propagation --transit-gateway-route-table-id ${spokes} --transit-gateway-attachment-id ${id} ${end}`,
      ),
    ]);
  });

  it("finds another network that has a LOB's CIDR block", async () => {
    const other = hands.only(vpcAttachment, "333333333333");
    const { hub } = tables();
    hands.add(transitGatewayRoute, hubAccount, {
      transitGatewayRouteTableId: hub,
      destinationCidrBlock: "10.101.0.0/16",
      transitGatewayAttachmentId: other.id,
      blackhole: false,
    });
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: routes",
        `the hub's table of transit gateway ${gateway().id} leads 10.101.0.0/16 to ${other.id}, another network: two have that CIDR block; give one of them another, then npx pulumi up --refresh --stack shared`,
      ),
    ]);
  });

  it("finds a rule that isn't associated", async () => {
    const association = hands.first(resolverRuleAssociation, lobAccount);
    const { resolverRuleId, vpcId } = association.state;
    const rules = Object.entries(bench.states.get("shared")?.outputs.resolverRuleIds ?? {});
    const [service] = rules.find(([, id]) => id === resolverRuleId) ?? [];
    hands.remove(association);
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: resolver rules",
        `rule ${resolverRuleId} for ${service} isn't associated with ${vpcId}: the service's name doesn't lead to the hub; npx pulumi up --refresh --stack lob-b`,
      ),
    ]);
  });

  it("finds a route of a LOB that is missing", async () => {
    const first = hands.first(route, lobAccount);
    hands.remove(first);
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: routes",
        `route table ${first.state.routeTableId} has no working route to the hub's 10.0.0.0/16 by ${gateway().id}: npx pulumi up --refresh --stack lob-b`,
      ),
    ]);
  });

  it("finds a share that leaves a LOB out", async () => {
    const share = bench.output("shared", "resourceShareArn");
    hands.remove(hands.only(principalAssociation, hubAccount, ({ state }) => state.principal === lobAccount));
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: share of the hub",
        "the hub shares with 333333333333, and not with account 444444444444: add the LOB to lobs or shareWith of stack shared, and npx pulumi up --refresh --stack shared",
      ),
    ]);
    bench.accounts.set("shared", undefined);
    hands.later(() => bench.accounts.set("shared", hubAccount));
    expect((await bench.complaints({ stack: ["lob-b"] }))[1]).to.equal(
      problem(
        "stack lob-b: share of the hub",
        `account 444444444444 sees no share ${share} in eu-west-1: see that stack shared lists it in lobs, or its unit in shareWith, and that sharing with the organization is enabled`,
      ),
    );
  });

  it("finds what a share lacks", async () => {
    const shared = hands.only(
      resourceAssociation,
      hubAccount,
      ({ state }) => state.resourceArn === gateway().state.arn,
    );
    hands.remove(shared);
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      problem(
        "stack lob-b: share of the hub",
        `transit gateway ${gateway().id} isn't in the hub's share with account 444444444444: npx pulumi up --refresh --stack shared`,
      ),
    ]);
  });
});
