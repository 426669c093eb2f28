import { expect } from "chai";
import { centralService, centralServices, services, unknownService } from "../../../infra/network/endpoint-catalog";

const region = "eu-west-1";

describe("The catalogue of endpoints", () => {
  it("knows each service's endpoint, zone and users, none of them derived from the other", () => {
    expect(
      services.map((service) => {
        const { serviceName, zone, wildcard, audiences } = centralService(service, region);
        return [service, serviceName, `${wildcard ? "* and " : ""}${zone}`, audiences.join(" and ")];
      }),
    ).to.deep.equal([
      [
        "sagemaker.api",
        "com.amazonaws.eu-west-1.sagemaker.api",
        "api.sagemaker.eu-west-1.amazonaws.com",
        "people and workloads",
      ],
      [
        "sagemaker.runtime",
        "com.amazonaws.eu-west-1.sagemaker.runtime",
        "runtime.sagemaker.eu-west-1.amazonaws.com",
        "workloads",
      ],
      ["studio", "aws.sagemaker.eu-west-1.studio", "* and studio.eu-west-1.sagemaker.aws", "people"],
      ["execute-api", "com.amazonaws.eu-west-1.execute-api", "* and execute-api.eu-west-1.amazonaws.com", "people"],
      ["sts", "com.amazonaws.eu-west-1.sts", "sts.eu-west-1.amazonaws.com", "workloads"],
      ["logs", "com.amazonaws.eu-west-1.logs", "logs.eu-west-1.amazonaws.com", "workloads"],
      ["cognito-idp", "com.amazonaws.eu-west-1.cognito-idp", "cognito-idp.eu-west-1.amazonaws.com", "people"],
      ["athena", "com.amazonaws.eu-west-1.athena", "athena.eu-west-1.amazonaws.com", "workloads"],
      [
        "bedrock-runtime",
        "com.amazonaws.eu-west-1.bedrock-runtime",
        "bedrock-runtime.eu-west-1.amazonaws.com",
        "workloads",
      ],
      ["ecr.api", "com.amazonaws.eu-west-1.ecr.api", "api.ecr.eu-west-1.amazonaws.com", "workloads"],
      ["ecr.dkr", "com.amazonaws.eu-west-1.ecr.dkr", "* and dkr.ecr.eu-west-1.amazonaws.com", "workloads"],
      ["glue", "com.amazonaws.eu-west-1.glue", "glue.eu-west-1.amazonaws.com", "workloads"],
      ["kms", "com.amazonaws.eu-west-1.kms", "kms.eu-west-1.amazonaws.com", "workloads"],
      ["monitoring", "com.amazonaws.eu-west-1.monitoring", "monitoring.eu-west-1.amazonaws.com", "workloads"],
      [
        "secretsmanager",
        "com.amazonaws.eu-west-1.secretsmanager",
        "secretsmanager.eu-west-1.amazonaws.com",
        "workloads",
      ],
      ["ssm", "com.amazonaws.eu-west-1.ssm", "ssm.eu-west-1.amazonaws.com", "workloads"],
    ]);
  });

  it("has what both flows and a Studio without internet need, and what is asked for besides", () => {
    const always = ["sagemaker.api", "sagemaker.runtime", "studio", "execute-api", "sts", "logs"];
    expect(centralServices("private", [])).to.deep.equal([...always, "cognito-idp"]);
    expect(centralServices("internet", [])).to.deep.equal(always);
    expect(centralServices("internet", ["kms", "sts"])).to.deep.equal([...always, "kms"]);
  });

  const known =
    "the hub knows sagemaker.api, sagemaker.runtime, studio, execute-api, sts, logs, cognito-idp, athena, bedrock-runtime, ecr.api, ecr.dkr, glue, kms, monitoring, secretsmanager, ssm; name one of them";
  for (const [given, said] of [
    ["ecr", known],
    ["", known],
    ["toString", known],
    ["ecr.com.amazonaws.eu-west-1.api", known],
    ["com.amazonaws.eu-west-1.kms", "write the service's short name, kms"],
    ["com.amazonaws.eu-west-1.studio", "write the service's short name, studio"],
    ["aws.sagemaker.eu-west-1.studio", "write the service's short name, studio"],
    ["s3", "the hub has a gateway endpoint for s3 already; remove it"],
    ["com.amazonaws.eu-west-1.dynamodb", "the hub has a gateway endpoint for dynamodb already; remove it"],
  ] as const) {
    it(`names what to write in place of ${JSON.stringify(given)}`, () => {
      expect(unknownService(given)).to.equal(said);
    });
  }
});
