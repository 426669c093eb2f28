import { expect } from "chai";
import { simulatorMistake } from "../../../infra/network/network-arguments";

const corporate = ["192.168.10.0/24", "172.16.0.0/12"];

describe("The CIDR block of an on-premises simulator", () => {
  it("is in one of the corporate CIDR blocks, whichever", () => {
    for (const range of ["192.168.10.0/28", "172.20.0.0/16"]) {
      expect(simulatorMistake(range, corporate)).to.equal(undefined);
    }
  });

  it("is refused outside of all of them", () => {
    expect(simulatorMistake("192.168.11.0/24", corporate)).to.equal(
      'is "192.168.11.0/24": the simulator stands for a corporate network, and corporateCidrs has 192.168.10.0/24, 172.16.0.0/12; give a CIDR block within one of them',
    );
  });

  for (const [simulator, ranges] of [
    ["192.168.10.0", corporate],
    ["192.168.11.0/24", ["192.168.10.0", "172.16.0.0/12"]],
    ["nowhere", ["neither"]],
  ] as const) {
    it(`has no second mistake where ${simulator} or ${ranges.join(" or ")} is no CIDR block`, () => {
      expect(simulatorMistake(simulator, ranges)).to.equal(undefined);
    });
  }
});
