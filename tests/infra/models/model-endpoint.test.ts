import { expect } from "chai";
import { ModelEndpoint } from "../../../infra/models/model-endpoint";
import type { ModelEndpointArgs } from "../../../infra/models/model-endpoint-arguments";
import { modelTrustPolicy } from "../../../infra/models/policies/model-policies";
import { repositoryArn } from "../../../infra/support/ecr-image";
import { evaluateOnce, only, type Registered } from "../../support/evaluate";
import { messageOf, refused } from "../../support/refused";

const place = { account: "222222222222", region: "eu-west-1", bucket: "models-of-acme" };
const serverless: ModelEndpointArgs = {
  ...place,
  name: "fraud",
  image: "222222222222.dkr.ecr.eu-west-1.amazonaws.com/team/fraud:3",
  modelData: "s3://models-of-acme/fraud/3/model.tar.gz",
  serverless: { memory: 2048, concurrency: 5 },
};
const onInstances: Partial<ModelEndpointArgs> = {
  serverless: undefined,
  instance: { type: "ml.m5.large", count: 1, maxCount: 4, invocations: 100 },
  vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
  environment: { MAX_LENGTH: "512" },
  kmsKeyArn: "arn:aws:kms:eu-west-1:222222222222:key/00000000-0000-0000-0000-000000000001",
};

function register(overrides: Partial<ModelEndpointArgs> = {}): Promise<Registered[]> {
  return evaluateOnce(["model", overrides], false, () => {
    new ModelEndpoint("model", { ...serverless, ...overrides });
  });
}

function refusal(overrides: Partial<ModelEndpointArgs>): Promise<string> {
  return messageOf(() => register(overrides));
}

const statements = (resources: readonly Registered[]) =>
  JSON.parse(String(only(resources, "model-policy").inputs.policy)).Statement;

const ofServerless = [
  {
    Sid: "PullImage",
    Effect: "Allow",
    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    Resource: "arn:aws:ecr:eu-west-1:222222222222:repository/team/fraud",
  },
  { Sid: "SignInToRegistries", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  { Sid: "ReadModel", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::models-of-acme/fraud/*" },
  {
    Sid: "WriteOwnLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: "arn:aws:logs:eu-west-1:222222222222:log-group:/aws/sagemaker/Endpoints/fraud:*",
  },
  {
    Sid: "WriteMetrics",
    Effect: "Allow",
    Action: "cloudwatch:PutMetricData",
    Resource: "*",
    Condition: { StringEquals: { "cloudwatch:namespace": "/aws/sagemaker/Endpoints" } },
  },
];

/** Names of the model, of the configuration and of the model that this runs. */
function names(resources: readonly Registered[]) {
  const configuration = only(resources, "model-configuration").inputs;
  return { model: only(resources, "model-model").inputs.name, configuration: configuration.name };
}

describe("ModelEndpoint", () => {
  it("lets only SageMaker, for its account, run the model", () => {
    expect(modelTrustPolicy("222222222222")).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Models",
          Effect: "Allow",
          Principal: { Service: "sagemaker.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "222222222222" } },
        },
      ],
    });
  });

  it("gives a serverless model's role its image, its part of the bucket, its logs and metrics, nothing more", async () => {
    const resources = await register();
    expect(statements(resources)).to.deep.equal(ofServerless);
    expect(only(resources, "model-role").inputs).to.include({ name: "SageMakerModel-fraud" });
    expect(resources.filter(({ type }) => /rolePolicy|policyAttachment/i.test(type))).to.have.lengthOf(1);
  });

  it("adds a key to decrypt by, and interfaces in the named subnets and groups, for a model that has these", async () => {
    const interfaces = "arn:aws:ec2:eu-west-1:222222222222:network-interface/*";
    const { kmsKeyArn } = onInstances;
    expect(statements(await register(onInstances))).to.deep.equal([
      ...ofServerless.slice(0, 3),
      { Sid: "DecryptModel", Effect: "Allow", Action: "kms:Decrypt", Resource: kmsKeyArn },
      ...ofServerless.slice(3),
      {
        Sid: "MakeNetworkInterfaces",
        Effect: "Allow",
        Action: "ec2:CreateNetworkInterface",
        Resource: [
          interfaces,
          "arn:aws:ec2:eu-west-1:222222222222:subnet/subnet-0123456789abcdef0",
          "arn:aws:ec2:eu-west-1:222222222222:security-group/sg-0123456789abcdef0",
        ],
      },
      {
        Sid: "ManageNetworkInterfaces",
        Effect: "Allow",
        Action: [
          "ec2:CreateNetworkInterfacePermission",
          "ec2:DeleteNetworkInterface",
          "ec2:DeleteNetworkInterfacePermission",
        ],
        Resource: interfaces,
      },
      {
        Sid: "SeeNetwork",
        Effect: "Allow",
        Action: [
          "ec2:DescribeDhcpOptions",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
        ],
        Resource: "*",
      },
    ]);
  });

  it("registers for a serverless model a role, a log, model, configuration and endpoint, and two alarms", async () => {
    const resources = await register();
    expect(resources.map(({ name }) => name).sort()).to.deep.equal([
      "model",
      "model-Invocation5XXErrors",
      "model-ModelLatency",
      "model-configuration",
      "model-endpoint",
      "model-logs",
      "model-model",
      "model-policy",
      "model-role",
    ]);
    const { model, configuration } = names(resources);
    expect(only(resources, "model-configuration").inputs).to.deep.equal({
      name: configuration,
      productionVariants: [
        { variantName: "AllTraffic", modelName: model, serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5 } },
      ],
    });
    expect(only(resources, "model-endpoint").inputs).to.deep.equal({
      name: "fraud",
      endpointConfigName: configuration,
    });
    expect(only(resources, "model-logs").inputs).to.deep.equal({
      name: "/aws/sagemaker/Endpoints/fraud",
      retentionInDays: 30,
    });
    expect(only(resources, "model-ModelLatency").inputs).to.deep.include({
      name: "fraud-ModelLatency",
      namespace: "AWS/SageMaker",
      dimensions: { EndpointName: "fraud", VariantName: "AllTraffic" },
      statistic: "Maximum",
      threshold: 54_000_000,
    });
  });

  it("registers for a model on instances its VPC, an encrypted volume, and scaling by calls", async () => {
    const resources = await register(onInstances);
    const { model } = names(resources);
    expect(only(resources, "model-configuration").inputs).to.deep.include({
      kmsKeyArn: onInstances.kmsKeyArn,
      productionVariants: [
        { variantName: "AllTraffic", modelName: model, instanceType: "ml.m5.large", initialInstanceCount: 1 },
      ],
    });
    expect(only(resources, "model-model").inputs.vpcConfig).to.deep.equal({
      subnets: ["subnet-0123456789abcdef0"],
      securityGroupIds: ["sg-0123456789abcdef0"],
    });
    const scaled = {
      serviceNamespace: "sagemaker",
      resourceId: "endpoint/fraud/variant/AllTraffic",
      scalableDimension: "sagemaker:variant:DesiredInstanceCount",
    };
    expect(only(resources, "model-scaling").inputs).to.deep.equal({ ...scaled, minCapacity: 1, maxCapacity: 4 });
    expect(only(resources, "model-scaling-policy").inputs).to.deep.equal({
      name: "invocations",
      policyType: "TargetTrackingScaling",
      ...scaled,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 100,
        predefinedMetricSpecification: { predefinedMetricType: "SageMakerVariantInvocationsPerInstance" },
      },
    });
  });

  it("makes the model only once its role may read it", async () => {
    const resources = await register();
    expect(only(resources, "model-model").after).to.include("model-policy");
  });

  it("gives another version another model and configuration, the same ones the same, and the endpoint its name", async () => {
    const first = await register();
    const again = await register({ environment: {} });
    const version = await register({ modelData: "s3://models-of-acme/fraud/4/model.tar.gz" });
    const larger = await register({ serverless: { memory: 4096, concurrency: 5 } });
    expect(names(again)).to.deep.equal(names(first));
    expect(names(version).model)
      .to.match(/^fraud-[0-9a-f]{8}$/)
      .and.not.equal(names(first).model);
    expect(names(version).configuration).not.to.equal(names(first).configuration);
    expect(names(larger).model).to.equal(names(first).model);
    expect(names(larger).configuration).not.to.equal(names(first).configuration);
    expect(only(version, "model-endpoint").inputs.name).to.equal("fraud");
  });

  it("begins its names with an organization's prefix, its log's below AWS's own, and gives its role the path", async () => {
    const resources = await register({ namePrefix: "acme-", rolePath: "/teams/ml/" });
    expect(only(resources, "model-role").inputs).to.include({ name: "acme-SageMakerModel-fraud", path: "/teams/ml/" });
    expect(only(resources, "model-endpoint").inputs.name).to.equal("acme-fraud");
    expect(only(resources, "model-logs").inputs.name).to.equal("/aws/sagemaker/Endpoints/acme-fraud");
    expect(only(resources, "model-ModelLatency").inputs).to.deep.include({
      name: "acme-fraud-ModelLatency",
      dimensions: { EndpointName: "acme-fraud", VariantName: "AllTraffic" },
    });
    expect(names(resources).model).to.match(/^acme-fraud-[0-9a-f]{8}$/);
    expect(statements(resources).slice(2, 4)).to.deep.equal([
      ofServerless[2],
      {
        ...ofServerless[3],
        Resource: "arn:aws:logs:eu-west-1:222222222222:log-group:/aws/sagemaker/Endpoints/acme-fraud:*",
      },
    ]);
  });

  it("names a repository by an image's tag or digest, of whichever account", () => {
    const host = "141502667606.dkr.ecr.eu-west-1.amazonaws.com";
    const repository = "arn:aws:ecr:eu-west-1:141502667606:repository/sagemaker-scikit-learn";
    expect(repositoryArn(`${host}/sagemaker-scikit-learn:1.2-1-cpu-py3`)).to.equal(repository);
    expect(repositoryArn(`${host}/sagemaker-scikit-learn@sha256:${"0".repeat(64)}`)).to.equal(repository);
  });

  it("names every mistake at its argument, before anything is registered", async () => {
    const vpc = { subnetIds: ["subnet-1"], securityGroupIds: [] };
    expect(await refusal({ ...onInstances, vpc, account: "2" })).to.equal(
      refused(
        'ModelEndpoint "model"',
        'vpc.subnetIds[0] is "subnet-1": an id is subnet- and 8 to 17 hexadecimal digits',
        "vpc.securityGroupIds is empty: list at least one",
        'account is "2": an account id has 12 digits, and this has 1',
      ),
    );
    expect(await refusal({ ...onInstances, serverless: { memory: 2048, concurrency: 5 } })).to.equal(
      refused(
        'ModelEndpoint "model"',
        "serverless is given, and so is instance: a model has only one of them, so remove the other",
      ),
    );
  });
});
