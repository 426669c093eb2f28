import { expect } from "chai";
import { endpointProblems, gatewayProblems, inboundProblems, type Middle } from "../../../scripts/doctor/judge-hub";
import {
  attachmentProblems,
  domainProblems,
  type Pair,
  principalProblems,
  ruleProblems,
  shareProblems,
} from "../../../scripts/doctor/judge-lob";
import { endpointProblemsOf } from "../../../scripts/doctor/parent-view";
import { isChild, isParent, isShared } from "../../../stacks/project/roles";
import { shippedProject } from "../../local/support/project";

describe("scripts/doctor's judgements of what AWS has under way, or failed", () => {
  const [hub] = shippedProject.stacks.filter(isShared);
  const [lob] = shippedProject.stacks.filter(isChild);
  if (hub === undefined || lob === undefined) {
    throw new Error("the shipped project has a hub and a LOB");
  }
  const outputs = {
    hubCidr: "10.0.0.0/16",
    lobSupernet: "10.96.0.0/11",
    corporateCidrs: ["192.168.10.0/24"],
    resourceShareArn: "arn:aws:ram:eu-west-1:111122223333:resource-share/1",
    transitGatewayId: "tgw-1",
    resolverRuleIds: { sts: "rslvr-rr-1" },
    endpointIds: { sts: "vpce-1" },
    inboundAddresses: ["10.0.0.16"],
  };
  const pair: Pair = { hub, lob, outputs };
  const again = "npx pulumi up --refresh --stack shared";

  it("an endpoint that is being made", () => {
    const endpoint = { id: "vpce-1", state: "pending", vpcId: "vpc-1", subnetIds: [] };
    expect(endpointProblems(hub, outputs, [endpoint])).to.deep.equal([
      `endpoint vpce-1 for sts is pending: wait if that is pending, else ${again}`,
    ]);
    expect(endpointProblems(hub, outputs, [{ ...endpoint, state: "Available" }])).to.deep.equal([]);
  });

  it("an address of the resolver that isn't attached", () => {
    expect(inboundProblems(hub, outputs, [{ ip: "10.0.0.16", status: "CREATING" }])).to.deep.equal([
      `the inbound resolver's address 10.0.0.16 is CREATING: wait if it is being created, else ${again}`,
    ]);
  });

  const attached = { account: "111122223333", type: "vpc" };
  const middle: Middle = {
    gateway: { state: "available", autoAccepts: true, joinedTable: "tgw-rtb-s", learningTable: "tgw-rtb-h" },
    attachment: { ...attached, id: "tgw-attach-1", vpcId: "vpc-1", state: "available", table: "tgw-rtb-h" },
    propagations: ["tgw-rtb-s"],
    supernetRoute: { state: "blackhole", attachmentIds: [] },
    hubRoute: { state: "active", attachmentIds: ["tgw-attach-1"] },
  };

  it("a transit gateway with the hub in its middle", () => {
    expect(gatewayProblems(hub, outputs, middle)).to.deep.equal([]);
  });

  const gateways: readonly (readonly [what: string, change: Partial<Middle>, problem: string])[] = [
    [
      "a transit gateway that is gone",
      { gateway: undefined },
      `transit gateway tgw-1 doesn't exist: create it again, ${again}, and then every LOB's stack`,
    ],
    [
      "a transit gateway that is being changed",
      { gateway: { state: "modifying", autoAccepts: true, joinedTable: "a", learningTable: "b" } },
      `transit gateway tgw-1 is modifying: wait if that is pending or modifying, else ${again}`,
    ],
    [
      "a transit gateway that accepts nothing by itself",
      { gateway: { state: "available", autoAccepts: false, joinedTable: "tgw-rtb-s", learningTable: "tgw-rtb-h" } },
      `transit gateway tgw-1 doesn't accept attachments automatically: LOBs' would wait; ${again}`,
    ],
    [
      "a transit gateway with no default table",
      { gateway: { state: "available", autoAccepts: true, joinedTable: undefined, learningTable: "tgw-rtb-h" } },
      `transit gateway tgw-1 has one default table, or none: attachments made now would reach each other; set its two defaults again, ${again}`,
    ],
    [
      "a hub that isn't attached",
      { attachment: undefined },
      `the hub's VPC isn't attached to transit gateway tgw-1: ${again}`,
    ],
    [
      "a hub in the wrong table",
      { attachment: { ...attached, id: "tgw-attach-1", vpcId: "vpc-1", state: "available", table: undefined } },
      `the hub's attachment tgw-attach-1 is associated with no table, and tgw-rtb-h is the one with routes to the LOBs: ${again}`,
    ],
    [
      "a hub whose CIDR block leads nowhere",
      { hubRoute: { state: "blackhole", attachmentIds: [] } },
      `tgw-rtb-s, the table of the LOBs, has no route to the hub's 10.0.0.0/16: ${again}`,
    ],
    [
      "LOBs that reach each other",
      { supernetRoute: { state: "active", attachmentIds: ["tgw-attach-2"] } },
      `tgw-rtb-s, the table of the LOBs, doesn't drop traffic from one LOB to another, 10.96.0.0/11: ${again}`,
    ],
  ];
  for (const [what, change, problem] of gateways) {
    it(what, () => {
      expect(gatewayProblems(hub, outputs, { ...middle, ...change })).to.deep.equal([problem]);
    });
  }

  it("a share that is under way, or failed", () => {
    const entity = "arn:aws:organizations::111111111111:organization/o-exampleorg1";
    const share = (status: string, message?: string) => principalProblems(pair, [{ entity, status, message }]);
    expect(share("ASSOCIATED")).to.deep.equal([]);
    expect(share("FAILED", "not enabled")).to.deep.equal([
      `the hub's share with ${entity} is FAILED (not enabled): wait if it is ASSOCIATING, else ${again}`,
    ]);
    expect(principalProblems(pair, [])).to.deep.equal([
      `the hub shares with nobody, and not with account 333333333333: add the LOB to lobs or shareWith of stack shared, and ${again}`,
    ]);
  });

  it("an invitation where there should be none", () => {
    expect(shareProblems(pair, { standing: "invited", resourceArns: [] })).to.deep.equal([
      "account 333333333333 was invited to the hub's share, though stack shared has sharing: organization, under which LOBs accept none: enable sharing in the management account, aws ram enable-sharing-with-aws-organization, or set sharing: invitation",
    ]);
  });

  it("a domain that failed", () => {
    const domain = { status: "Failed", failure: "no addresses", vpcId: "vpc-1", subnetIds: [], securityGroupIds: [] };
    expect(domainProblems(lob, "d-1", domain)).to.deep.equal([
      "domain d-1 is Failed (no addresses): wait if it is being created or changed, else npx pulumi up --refresh --stack child",
    ]);
  });

  it("an endpoint whose update was rolled back, which the provider takes for done, and one that failed or is gone", () => {
    const [parent] = shippedProject.stacks.filter(isParent);
    if (parent === undefined) {
      throw new Error("the shipped project has a parent");
    }
    const seen = { status: "InService", configuration: "iris-2", failure: undefined };
    const told = (change: object) => endpointProblemsOf(parent, "iris", ["iris-2"], { ...seen, ...change });
    const up = "npx pulumi up --refresh --stack parent";
    expect(told({})).to.deep.equal([]);
    expect(told({ configuration: "iris-1" })).to.deep.equal([
      `endpoint iris runs iris-1, which isn't the stack's: an update of it was rolled back; look into its log group /aws/sagemaker/Endpoints/iris, and ${up}`,
    ]);
    expect(told({ status: "Failed", failure: "no ping" })).to.deep.equal([
      `endpoint iris is Failed (no ping): wait if it is Creating or Updating, else ${up}`,
    ]);
    expect(endpointProblemsOf(parent, "iris", ["iris-2"], undefined)).to.deep.equal([
      `endpoint iris doesn't exist: create it again, ${up}`,
    ]);
  });

  it("an attachment that is being changed", () => {
    expect(attachmentProblems(pair, "vpc-1", [{ id: "tgw-attach-1", state: "modifying" }])).to.deep.equal([
      "tgw-attach-1 is modifying: wait until it ends",
    ]);
  });

  it("a rule's association that failed", () => {
    const association = { id: "rslvr-rrassoc-1", ruleId: "rslvr-rr-1", status: "FAILED", message: "no such VPC" };
    expect(ruleProblems(pair, "vpc-1", [association])).to.deep.equal([
      "rslvr-rrassoc-1, the association of rule rslvr-rr-1 for sts, is FAILED (no such VPC): wait if it is CREATING, else npx pulumi up --refresh --stack child",
    ]);
  });
});
