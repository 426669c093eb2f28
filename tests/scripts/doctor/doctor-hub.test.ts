import { expect } from "chai";
import {
  defaultRouteTablePropagation,
  route,
  transitGateway,
  transitGatewayPropagation,
  transitGatewayRoute,
  vpcEndpoint,
} from "../../../local/aws/ec2/kinds";
import { defaultTables } from "../../../local/aws/ec2/transit-gateway";
import { resolverEndpoint } from "../../../local/aws/route53-resolver/kinds";
import { domain } from "../../../local/aws/sagemaker/kinds";
import { DoctorBench, variant, wellProject } from "./doctor-bench";
import { Hands, problem } from "./hands";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const hubAccount = "111122223333";
const lobAccount = "444444444444";

describe("scripts/doctor on a hub whose users can do without a second factor", () => {
  const consequences = {
    off: "mfa is off: a password that somebody guesses from the internet is enough",
    optional: "mfa is optional: for users without an authenticator app, a guessed password is enough",
  };
  for (const [mfa, consequence] of Object.entries(consequences)) {
    it(`warns where mfa is ${mfa}, with what to set, and fails nothing`, async () => {
      const bench = await DoctorBench.start(variant(wellProject, { shared: { mfa } }));
      try {
        const { ok, said } = await bench.run({ stack: ["shared"] });
        expect(ok).to.equal(true);
        expect(said.filter((line) => !line.startsWith("ok"))).to.deep.equal([
          `warning  stack shared: sign-in\n           ${consequence}; set mfa: required in Pulumi.shared.yaml, and npx pulumi up --stack shared`,
          "14 checks: 13 ok, 0 with problems, 1 with warnings, 0 skipped.",
        ]);
      } finally {
        await bench.close();
      }
    });
  }
});

describe("scripts/doctor on a hub's network that somebody changed by hand", () => {
  let bench: DoctorBench;
  let hands: Hands;
  before(async () => {
    bench = await DoctorBench.start();
    hands = new Hands(bench.world);
  });
  afterEach(() => hands.putBack());
  after(() => bench.close());

  const gateway = () => hands.only(transitGateway, hubAccount);
  /** The tables of the LOBs and of the hub. */
  const tables = () => {
    const { association = "", propagation = "" } = defaultTables(bench.world, gateway());
    return { spokes: association, hub: propagation };
  };

  it("finds a return route of the hub that is missing", async () => {
    const first = hands.first(route, hubAccount, ({ state }) => state.destinationCidrBlock === "10.96.0.0/11");
    hands.remove(first);
    expect(await bench.complaints()).to.deep.equal([
      problem(
        "stack shared: return routes",
        `route table ${first.state.routeTableId} of the hub has no working route back to 10.96.0.0/11 by ${gateway().id}: callers from there get no answer; npx pulumi up --refresh --stack shared`,
      ),
    ]);
  });

  it("finds an organization that doesn't share within itself", async () => {
    const account = bench.world.account(hubAccount);
    bench.world.openAccount({ id: hubAccount });
    hands.later(() => account && bench.world.openAccount(account));
    const [first] = await bench.complaints({ stack: ["shared"] });
    expect(first).to.equal(
      problem(
        "stack shared: sharing with the organization",
        "account 111122223333 is in no organization: let it join one, or set sharing: invitation in Pulumi.shared.yaml",
      ),
    );
  });

  it("finds defaults of the transit gateway that let attachments see each other", async () => {
    hands.remove(hands.only(defaultRouteTablePropagation, hubAccount));
    const { state } = gateway();
    hands.change(gateway(), { bornRouteTableId: tables().spokes });
    expect(await bench.complaints({ stack: ["shared"] })).to.deep.equal([
      problem(
        "stack shared: transit gateway",
        `transit gateway ${state.id} has one default table, or none: attachments made now would reach each other; set its two defaults again, npx pulumi up --refresh --stack shared`,
      ),
    ]);
  });

  it("finds a table of the LOBs that lets them reach each other, and not the hub", async () => {
    const { spokes } = tables();
    hands.remove(hands.only(transitGatewayRoute, hubAccount));
    hands.remove(hands.only(transitGatewayPropagation, hubAccount));
    expect(await bench.complaints({ stack: ["shared"] })).to.deep.equal([
      problem(
        "stack shared: transit gateway",
        `${spokes}, the table of the LOBs, has no route to the hub's 10.0.0.0/16: npx pulumi up --refresh --stack shared`,
        `${spokes}, the table of the LOBs, doesn't drop traffic from one LOB to another, 10.96.0.0/11: npx pulumi up --refresh --stack shared`,
      ),
    ]);
  });

  it("finds an endpoint, the resolver's addresses and a domain that are gone", async () => {
    const sts = hands.only(vpcEndpoint, hubAccount, ({ state }) => state.serviceName.endsWith(".sts"));
    hands.remove(sts);
    hands.remove(hands.only(resolverEndpoint, hubAccount, ({ state }) => state.direction === "INBOUND"));
    hands.remove(hands.only(domain, lobAccount));
    const gone = (address: string) =>
      `no inbound resolver endpoint has ${address}, where rules and corporate DNS send their queries: npx pulumi up --refresh --stack shared`;
    expect(await bench.complaints()).to.deep.equal([
      problem(
        "stack shared: central endpoints",
        `endpoint ${sts.id} for sts doesn't exist: somebody deleted it; create it again, npx pulumi up --refresh --stack shared`,
      ),
      problem("stack shared: inbound resolver addresses", gone("10.0.0.16"), gone("10.0.32.16")),
      problem(
        "stack lob-b: Studio domain",
        `domain ${bench.output("lob-b", "domainId")} doesn't exist: somebody deleted it; create it again, npx pulumi up --refresh --stack lob-b`,
      ),
      "skipped  stack lob-b: attachment to the transit gateway, the Studio domain, which names the LOB's VPC, is gone",
      "skipped  stack lob-b: routes, the Studio domain, which names the LOB's VPC, is gone",
      "skipped  stack lob-b: resolver rules, the Studio domain, which names the LOB's VPC, is gone",
    ]);
  });
});
