import { expect } from "chai";
import { publicSide } from "../../../../local/verify/reachability/targets";

describe("AWS's services, as a place may reach them", () => {
  it("are known under their names of every region of the estate", () => {
    const hosts = (name: string) =>
      publicSide(["eu-west-1", "us-east-1"])
        .filter((target) => target.name === name)
        .flatMap(({ ways }) => ways.map(({ destination }) => destination));

    expect(hosts("service s3")).to.deep.equal([
      { host: "s3.eu-west-1.amazonaws.com" },
      { host: "s3.us-east-1.amazonaws.com" },
    ]);
    expect(hosts("service dynamodb")).to.deep.equal([
      { host: "dynamodb.eu-west-1.amazonaws.com" },
      { host: "dynamodb.us-east-1.amazonaws.com" },
    ]);
  });
});
