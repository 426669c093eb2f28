import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  SageMakerClient,
  UpdateEndpointCommand,
} from "@aws-sdk/client-sagemaker";
import { expect } from "chai";
import { settings } from "../../support/clients";
import { refusalOf } from "../../support/failure";
import { allow, eachTestOnItsOwnAws, parentAccount, put, putRole, region } from "../../support/local-aws";
import { image, modelRole, roleOfModels } from "../../support/models-wanted";

const arn = (resource: string) => `arn:aws:sagemaker:${region}:${parentAccount}:${resource}`;
const modelDataUrl = "s3://models-of-acme/fraud/3/model.tar.gz";

/** A model, as CreateModel takes it. */
const fraud = (name: string) => ({
  ModelName: name,
  ExecutionRoleArn: modelRole,
  PrimaryContainer: { Image: image, ModelDataUrl: modelDataUrl },
});

/** A configuration of the model, serverless. */
const serverless = (name: string, memory = 2048) => ({
  EndpointConfigName: name,
  ProductionVariants: [
    {
      VariantName: "AllTraffic",
      ModelName: "fraud-1",
      ServerlessConfig: { MemorySizeInMB: memory, MaxConcurrency: 5 },
    },
  ],
});

describe("SageMaker's models and endpoints, by calls", () => {
  const aws = eachTestOnItsOwnAws();
  let client: SageMakerClient;

  async function mayDo(statement: object, name = "Operator"): Promise<SageMakerClient> {
    const operator = await putRole(aws(), parentAccount, name);
    await allow(aws(), operator, statement);
    return new SageMakerClient({ ...settings(aws(), aws().sessions.open(operator, "working", 3600)), maxAttempts: 1 });
  }

  beforeEach(async () => {
    for (const wanted of roleOfModels()) {
      await put(aws(), wanted);
    }
    client = await mayDo({ Action: ["sagemaker:*", "iam:PassRole"], Resource: "*" });
  });
  afterEach(() => client.destroy());

  async function putUp(): Promise<void> {
    await client.send(new CreateModelCommand(fraud("fraud-1")));
    await client.send(new CreateEndpointConfigCommand(serverless("fraud-a")));
    await client.send(new CreateEndpointCommand({ EndpointName: "Fraud", EndpointConfigName: "fraud-a" }));
  }

  it("are made, described, and named by ARNs in lower case", async () => {
    await putUp();
    const described = await client.send(new DescribeEndpointCommand({ EndpointName: "Fraud" }));
    expect(described).to.deep.include({
      EndpointName: "Fraud",
      EndpointArn: arn("endpoint/fraud"),
      EndpointConfigName: "fraud-a",
      EndpointStatus: "InService",
    });
    const configuration = await client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: "fraud-a" }));
    expect(configuration.ProductionVariants).to.deep.equal([{ VariantName: "AllTraffic", ModelName: "fraud-1" }]);
    const model = await client.send(new DescribeModelCommand({ ModelName: "fraud-1" }));
    expect(model).to.deep.include({
      ModelArn: arn("model/fraud-1"),
      ExecutionRoleArn: modelRole,
      PrimaryContainer: { Image: image, ModelDataUrl: modelDataUrl },
    });
  });

  it("change from one configuration to another, where that is there", async () => {
    await putUp();
    const change = (EndpointConfigName: string) =>
      client.send(new UpdateEndpointCommand({ EndpointName: "Fraud", EndpointConfigName }));
    expect(await refusalOf(change("fraud-b"))).to.deep.equal({
      code: "ValidationException",
      message: `Could not find endpoint configuration "${arn("endpoint-config/fraud-b")}".`,
    });

    await client.send(new CreateEndpointConfigCommand(serverless("fraud-b", 4096)));
    await change("fraud-b");

    const { EndpointConfigName } = await client.send(new DescribeEndpointCommand({ EndpointName: "Fraud" }));
    expect(EndpointConfigName).to.equal("fraud-b");
  });

  it("are refused as those of stacks are, and each name once", async () => {
    await putUp();
    expect(await refusalOf(client.send(new CreateModelCommand(fraud("fraud-1"))))).to.deep.equal({
      code: "ValidationException",
      message: `Cannot create already existing model "${arn("model/fraud-1")}".`,
    });
    expect(await refusalOf(client.send(new CreateEndpointConfigCommand(serverless("b", 512))))).to.deep.include({
      code: "ValidationException",
    });
  });

  it("are gone once they are deleted, and then not found", async () => {
    await putUp();
    await client.send(new DeleteEndpointCommand({ EndpointName: "Fraud" }));
    await client.send(new DeleteEndpointConfigCommand({ EndpointConfigName: "fraud-a" }));
    await client.send(new DeleteModelCommand({ ModelName: "fraud-1" }));
    expect(await refusalOf(client.send(new DescribeEndpointCommand({ EndpointName: "Fraud" })))).to.deep.equal({
      code: "ValidationException",
      message: `Could not find endpoint "${arn("endpoint/fraud")}".`,
    });
    expect(aws().world.ofStack("")).to.deep.equal([]);
  });

  it("are refused to whom no policy allows them", async () => {
    client.destroy();
    client = await mayDo({ Action: "sagemaker:CreateModel", Resource: arn("model/churn-1") }, "Reader");
    const message = (action: string, resource: string) =>
      `User: arn:aws:sts::${parentAccount}:assumed-role/Reader/working is not authorized to perform: sagemaker:${action} on resource: ${arn(resource)} because no identity-based policy allows the sagemaker:${action} action`;
    const denials = [
      [client.send(new CreateModelCommand(fraud("fraud-1"))), "CreateModel", "model/fraud-1"],
      [client.send(new CreateEndpointConfigCommand(serverless("a"))), "CreateEndpointConfig", "endpoint-config/a"],
      [
        client.send(new UpdateEndpointCommand({ EndpointName: "b", EndpointConfigName: "a" })),
        "UpdateEndpoint",
        "endpoint/b",
      ],
      [client.send(new DeleteEndpointCommand({ EndpointName: "b" })), "DeleteEndpoint", "endpoint/b"],
    ] as const;
    for (const [call, action, resource] of denials) {
      expect(await refusalOf(call)).to.deep.equal({
        code: "AccessDeniedException",
        message: message(action, resource),
      });
    }
    expect(aws().world.ofStack("")).to.deep.equal([]);
  });
});
