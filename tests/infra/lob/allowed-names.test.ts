import { expect } from "chai";
import { allowedNames } from "../../../infra/lob/allowed-names";
import { services } from "../../../infra/network/endpoint-catalog";

const names = (...args: Parameters<typeof allowedNames>) => allowedNames(...args).map(({ name }) => name);

const ofS3 = [
  "s3.eu-west-1.amazonaws.com",
  "*.s3.eu-west-1.amazonaws.com",
  "s3.dualstack.eu-west-1.amazonaws.com",
  "*.s3.dualstack.eu-west-1.amazonaws.com",
  "*.s3.amazonaws.com",
];
const ofHomes = "*.efs.eu-west-1.amazonaws.com";

describe("The names that a LOB's VPC may look up", () => {
  it("are those of the services that the hub shares rules of, of S3, and of the home directories", () => {
    expect(names("eu-west-1", ["sagemaker.api", "sts"])).to.deep.equal([
      "api.sagemaker.eu-west-1.amazonaws.com",
      "sts.eu-west-1.amazonaws.com",
      ...ofS3,
      ofHomes,
    ]);
  });

  it("are also what is below a zone, where each registry has a name of its own there", () => {
    expect(names("eu-west-1", ["ecr.dkr"])).to.deep.equal([
      "dkr.ecr.eu-west-1.amazonaws.com",
      "*.dkr.ecr.eu-west-1.amazonaws.com",
      ...ofS3,
      ofHomes,
    ]);
  });

  it("include S3's first name only in its first region, where the gateway endpoint serves it", () => {
    expect(names("us-east-1", [])).to.include("s3.amazonaws.com");
    expect(names("us-west-2", [])).not.to.include("s3.amazonaws.com");
  });

  it("are all below AWS's own domains, each once and with its reason, and none of them is everything there", () => {
    const all = allowedNames("eu-west-1", services);
    expect(new Set(all.map(({ name }) => name)).size).to.equal(all.length);
    for (const { name, because } of all) {
      expect(name).to.match(/^(\*\.)?([a-z\d-]+\.)+(amazonaws\.com|sagemaker\.aws)$/);
      // A zone or a service below the two labels of the domain.
      expect(name.replace("*.", "").split(".").length, name).to.be.greaterThan(2);
      expect(because).not.to.equal("");
    }
  });
});
