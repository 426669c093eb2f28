import { expect } from "chai";
import { withSimulators } from "../../../local/estate/on-premises";
import { isShared } from "../../../stacks/project/roles";
import { projectOf, sharedTexts } from "../support/project";

function simulatorOf(texts: Readonly<Record<string, string>>) {
  const [hub] = withSimulators(projectOf({ shared: { ...sharedTexts, ...texts } })).stacks.filter(isShared);
  return hub === undefined ? undefined : [hub.config.onPremisesSimulator, hub.config.simulatorCidr];
}

describe("The on-premises simulator of a local run", () => {
  it("is on, in the CIDR block that config has for it", () => {
    expect(simulatorOf({})).to.deep.equal([true, "192.168.10.0/24"]);
  });

  it("takes the first /24 of a corporate CIDR block where config's own CIDR block is in none", () => {
    expect(simulatorOf({ corporateCidrs: '["10.60.1.128/25","172.16.0.0/16"]' })).to.deep.equal([
      true,
      "172.16.0.0/24",
    ]);
  });

  it("stays off where no corporate CIDR block holds it", () => {
    expect(simulatorOf({ corporateCidrs: '["10.60.1.128/25"]' })).to.deep.equal([false, "192.168.10.0/24"]);
  });
});
