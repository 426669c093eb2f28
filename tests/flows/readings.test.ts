import { expect } from "chai";
import { vpcEndpoint } from "../../local/aws/ec2/kinds";
import { assumedReadings } from "../../local/aws/readings";
import { withSimulators } from "../../local/estate/on-premises";
import { failuresUnder } from "../../local/readings/play";
import { actIds } from "../../local/readings/proofs";
import { samplePayloads } from "../../local/scenarios/payload";
import { projectOf, sharedTexts, shippedProject } from "../local/support/project";
import { noModel, standing } from "./support/studio-estate";

describe("Under the answers that the local AWS assumes", () => {
  it("whatever only readings play goes as expected", async () => {
    const what = { project: withSimulators(shippedProject), payloads: samplePayloads, model: noModel };

    expect(await failuresUnder(assumedReadings, actIds, what)).to.deep.equal([]);
  });

  it("the studio endpoint has as many names as were measured for three zones: four of its own, four of the service", async () => {
    const availabilityZones = '["eu-west-1a","eu-west-1b","eu-west-1c"]';
    const estate = await standing(projectOf({ shared: { ...sharedTexts, availabilityZones } }));
    try {
      const [studio] = estate.aws.world.all(vpcEndpoint).filter(({ state }) => state.serviceName.endsWith(".studio"));
      const names = (studio?.state.dnsEntries ?? []).map(({ dnsName }) => dnsName);
      const own = names.filter((name) => /^vpce-[^.]+\.studio\.eu-west-1\.vpce\.sagemaker\.aws$/.test(name));
      expect([own.length, names.length]).to.deep.equal([4, 8]);
    } finally {
      await estate.close();
    }
  });
});
