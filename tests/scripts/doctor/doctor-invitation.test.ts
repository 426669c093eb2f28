import { expect } from "chai";
import { resourceShareAccepter } from "../../../local/aws/ram/kinds";
import { DoctorBench, variant, wellProject } from "./doctor-bench";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

describe("scripts/doctor on accounts of no organization", () => {
  const project = variant(wellProject, {
    shared: { sharing: "invitation", organizationArn: "", modelAccounts: '["222222222222"]' },
    parent: { organizationArn: "" },
  });
  let bench: DoctorBench;
  before(async () => {
    bench = await DoctorBench.start(project);
  });
  after(() => bench.close());

  it("finds all well, and checks no organization", async () => {
    const { ok, said } = await bench.run();
    expect(ok).to.equal(true);
    expect(said.join("\n")).not.to.include("organization");
    expect(said.at(-1)).to.equal("36 checks: 36 ok, 0 with problems, 0 with warnings, 0 skipped.");
  });

  it("finds an invitation that nobody accepted", async () => {
    const [accepted] = bench.world.list(resourceShareAccepter, "444444444444");
    bench.world.remove(accepted?.urn ?? "");
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      "problem  stack lob-b: share of the hub\n           account 444444444444 has not accepted the invitation to the hub's share yet: bring the LOB up, npx pulumi up --stack lob-b, which accepts it",
    ]);
  });
});
