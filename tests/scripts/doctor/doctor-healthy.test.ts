import { expect } from "chai";
import { JudgedCalls } from "../../models/support/judged-calls";
import { DoctorBench } from "./doctor-bench";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

describe("scripts/doctor on an estate that is well", () => {
  let bench: DoctorBench;
  before(async () => {
    bench = await DoctorBench.start();
  });
  after(() => bench.close());

  const lines = [
    "ok       Node.js: version",
    "ok       Pulumi CLI: version",
    "ok       Pulumi.yaml and Pulumi.<stack>.yaml: config",
    "ok       stack shared: credentials",
    "ok       stack shared: state",
    "ok       stack shared: sign-in",
    "ok       stack shared: zones and endpoint services",
    "ok       stack parent: credentials",
    "ok       stack parent: state",
    "ok       stack child: credentials",
    "ok       stack child: state",
    "ok       stack child: zones and endpoint services",
    "ok       stack child: zones beside the hub's",
    "ok       stack lob-b: credentials",
    "ok       stack lob-b: state",
    "ok       stack lob-b: zones and endpoint services",
    "ok       stack lob-b: zones beside the hub's",
    "ok       account 111122223333 in eu-west-1: quotas",
    "ok       account 333333333333 in eu-west-1: quotas",
    "ok       account 444444444444 in eu-west-1: quotas",
    "ok       stack shared: sharing with the organization",
    "ok       stack shared: central endpoints",
    "ok       stack shared: inbound resolver addresses",
    "ok       stack shared: transit gateway",
    "ok       stack shared: networks of other accounts",
    "ok       stack shared: return routes",
    "ok       stack parent: hosted models",
    "ok       stack child: share of the hub",
    "ok       stack child: Studio domain",
    "ok       stack child: attachment to the transit gateway",
    "ok       stack child: routes",
    "ok       stack child: resolver rules",
    "ok       stack lob-b: share of the hub",
    "ok       stack lob-b: Studio domain",
    "ok       stack lob-b: attachment to the transit gateway",
    "ok       stack lob-b: routes",
    "ok       stack lob-b: resolver rules",
  ];

  it("reports it line by line", async () => {
    const calls = new JudgedCalls(bench.estate.aws);
    expect(await bench.run()).to.deep.equal({
      ok: true,
      said: [...lines, "37 checks: 37 ok, 0 with problems, 0 with warnings, 0 skipped."],
    });
    expect([...calls.mistakes]).to.deep.equal([]);
    expect([...calls.operations]).to.include.members([
      "ec2:DescribeRouteTables",
      "ec2:DescribeVpcEndpoints",
      "ec2:SearchTransitGatewayRoutes",
      "organizations:ListAWSServiceAccessForOrganization",
      "ram:ListResources",
      "route53resolver:ListResolverRules",
    ]);
    expect(bench.done).to.deep.equal(lines.map((line) => line.slice("ok       ".length)));
  });
});
