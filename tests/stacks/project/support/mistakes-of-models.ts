import type { ConfigMistake, Keys } from "./mistaken-files";

const fraud = {
  name: "fraud",
  image: "222222222222.dkr.ecr.eu-west-1.amazonaws.com/fraud:3",
  modelData: "s3://models-of-acme/fraud/3/model.tar.gz",
  serverless: { memory: 2048, concurrency: 5 },
};

const key = "arn:aws:kms:eu-west-1:222222222222:key/00000000-0000-0000-0000-000000000001";

/** A parent's keys with models, which come after those that it has, from line 7 on. */
function withModels(...models: readonly object[]): Keys {
  return { models: JSON.stringify(models), modelBucket: "models-of-acme" };
}

/** A row of a model that differs in some members. */
function of(what: string, changed: object, ...says: readonly string[]): ConfigMistake {
  return {
    what,
    keys: { parent: withModels({ ...fraud, ...changed }) },
    says: says.map((line) => `Pulumi.parent.yaml:7: ${line}`),
  };
}

const onInstances = (instance: object) => ({ serverless: undefined, instance });

/** Models that a parent hosts. */
export const ofModels: readonly ConfigMistake[] = [
  {
    what: "two models of one name, capitals or not",
    keys: {
      parent: withModels(fraud, { ...fraud, name: "Fraud", modelData: "s3://models-of-acme/Fraud/3/model.tar.gz" }),
    },
    says: [
      'Pulumi.parent.yaml:7: models[1].name is "Fraud": another model has this name already, in which capitals don\'t count; rename one of the two',
    ],
  },
  {
    what: "a name that both models and endpoints claim",
    keys: { parent: { ...withModels(fraud), endpoints: "[iris, fraud]" } },
    says: [
      'Pulumi.parent.yaml:5: endpoints[1] is "fraud": models[0] makes this endpoint, which joins by itself; remove it here, or rename one of the two',
    ],
  },
  {
    what: "the sample's name among endpoints",
    keys: { parent: { sampleModel: "true" } },
    says: [
      'Pulumi.parent.yaml:5: endpoints[0] is "iris": sampleModel makes this endpoint, which joins by itself; remove it here, or rename one of the two',
    ],
  },
  {
    what: "a model of the sample's name, beside it",
    keys: {
      parent: {
        ...withModels({ ...fraud, name: "Iris", modelData: "s3://models-of-acme/Iris/3/model.tar.gz" }),
        endpoints: "",
        sampleModel: "true",
      },
    },
    says: [
      'Pulumi.parent.yaml:6: models[0].name is "Iris": sampleModel makes an endpoint of this name; rename the model, or write sampleModel: false',
    ],
  },
  {
    what: "the sample in a region without serverless inference",
    keys: {
      parent: { region: "eu-south-2", endpoints: "", sampleModel: "true", sharedStack: "" },
      child: { parentStack: "" },
      "lob-b": { parentStack: "" },
    },
    says: [
      "Pulumi.parent.yaml:6: sampleModel is true: SageMaker has no serverless inference in eu-south-2, or no scikit-learn image; write sampleModel: false, and name endpoints or models of your own",
    ],
  },
  {
    what: "models without a bucket",
    keys: { parent: { models: JSON.stringify([fraud]) } },
    says: ["Pulumi.parent.yaml: modelBucket is not set: models read their data from one bucket; give its name"],
  },
  {
    what: "an alarm topic of another region",
    keys: { parent: { alarmTopicArn: "arn:aws:sns:eu-central-1:222222222222:alarms" } },
    says: [
      'Pulumi.parent.yaml:7: alarmTopicArn is "arn:aws:sns:eu-central-1:222222222222:alarms": alarms notify only topics in their own region, eu-west-1; name one there',
    ],
  },
  of(
    "model data outside the bucket",
    { modelData: "s3://models-of-others/fraud/3/model.tar.gz" },
    'models[0].modelData is "s3://models-of-others/fraud/3/model.tar.gz": a model reads only its own part of the bucket; put its data below s3://models-of-acme/fraud/ and give that address',
  ),
  of(
    "another model's data",
    { modelData: "s3://models-of-acme/churn/3/model.tar.gz" },
    'models[0].modelData is "s3://models-of-acme/churn/3/model.tar.gz": a model reads only its own part of the bucket; put its data below s3://models-of-acme/fraud/ and give that address',
  ),
  of(
    "model data that are no archive in S3",
    { modelData: "https://models-of-acme/fraud" },
    'models[0].modelData is "https://models-of-acme/fraud": give the address of the model\'s archive in S3, s3://<bucket>/<model>/<version>/model.tar.gz',
  ),
  of(
    "serverless with a VPC",
    { vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] } },
    "models[0].vpc is given, and a serverless model has no VPC: remove it, or give instance in place of serverless",
  ),
  of(
    "a model that is serverless and on instances",
    { instance: { type: "ml.m5.large", count: 1 } },
    "models[0].serverless is given, and so is instance: a model has only one of them, so remove the other",
  ),
  of(
    "a model that doesn't say how it runs",
    { serverless: undefined },
    "models[0].serverless is not set, and neither is instance: give serverless or instance",
  ),
  of(
    "an instance type that isn't one",
    onInstances({ type: "ml.m5.lrge", count: 1 }),
    'models[0].instance.type is "ml.m5.lrge": SageMaker has no such instance type for endpoints; did you mean ml.m5.large?',
  ),
  of(
    "an instance type of EC2's that is far from any",
    onInstances({ type: "big", count: 1 }),
    'models[0].instance.type is "big": SageMaker has no such instance type for endpoints; give one of its pricing page, such as ml.m5.large',
  ),
  of(
    "no instance",
    onInstances({ type: "ml.m5.large", count: 0 }),
    "models[0].instance.count is 0: instances at first and at least; give a whole number from 1 to 1000",
  ),
  of(
    "scaling without an aim",
    onInstances({ type: "ml.m5.large", count: 1, maxCount: 4 }),
    "models[0].instance scales only with both maxCount and invocations: give the other one as well, or remove it",
  ),
  of(
    "scaling to what there is already",
    onInstances({ type: "ml.m5.large", count: 2, maxCount: 2, invocations: 100 }),
    "models[0].instance has maxCount 2, which isn't more than its count 2: raise it, or remove maxCount and invocations",
  ),
  of(
    "a memory that serverless inference doesn't have",
    { serverless: { memory: 512, concurrency: 5 } },
    "models[0].serverless.memory is 512: a serverless model has 1024, 2048, 3072, 4096, 5120 or 6144 MB; give one of these numbers",
  ),
  of(
    "an image outside of ECR",
    { image: "docker.io/fraud:3" },
    'models[0].image is "docker.io/fraud:3": give an image in ECR with its tag or digest, <account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>',
  ),
  of(
    "an image of another region",
    { image: "222222222222.dkr.ecr.us-east-1.amazonaws.com/fraud:3" },
    'models[0].image is "222222222222.dkr.ecr.us-east-1.amazonaws.com/fraud:3": it is in us-east-1, and SageMaker pulls images only from the endpoint\'s own region, eu-west-1; name one there',
  ),
  of(
    "a name that is too long for its role",
    { name: "f".repeat(41) },
    `models[0].name is "${"f".repeat(41)}": a model's name has 1 to 40 letters, digits and hyphens, starting and ending with a letter or digit, since its endpoint and its role are named after it`,
  ),
  {
    what: "a key to be made for a parent that hosts nothing",
    keys: { parent: { createKey: "true" } },
    says: [
      "Pulumi.parent.yaml:7: createKey has no effect: this parent's stack keeps nothing that a key encrypts; remove it",
    ],
  },
  {
    what: "a key to be made where config names all others",
    keys: { parent: { ...withModels(fraud), kmsKeyArns: `{ logs: ${key} }`, createKey: "true" } },
    says: [
      "Pulumi.parent.yaml:10: createKey has no effect: kmsKeyArns names a key for everything that it would encrypt; remove it",
    ],
  },
  {
    what: "a key for what a parent that hosts nothing doesn't keep",
    keys: { parent: { kmsKeyArns: `{ logs: ${key} }` } },
    says: [
      "Pulumi.parent.yaml:7: kmsKeyArns.logs has no effect: this parent's stack keeps nothing that a key encrypts; remove it",
    ],
  },
  {
    what: "a key of another account, and one for the tables that no parent has",
    keys: {
      parent: {
        ...withModels(fraud),
        kmsKeyArns: `{ tables: ${key}, logs: ${key.replace("222222222222", "333333333333")} }`,
      },
    },
    says: [
      'Pulumi.parent.yaml:9: kmsKeyArns.logs is "arn:aws:kms:eu-west-1:333333333333:key/00000000-0000-0000-0… (77 characters): it is a key of account 333333333333 in eu-west-1, and this stack is in account 222222222222 and eu-west-1; name a key there',
      "Pulumi.parent.yaml:9: kmsKeyArns.tables has no effect: this parent's stack keeps only logs; remove it",
    ],
  },
  {
    what: "a name that is too long with the prefix",
    keys: {
      parent: {
        ...withModels({
          ...fraud,
          name: "f".repeat(40),
          modelData: `s3://models-of-acme/${"f".repeat(40)}/model.tar.gz`,
        }),
        namePrefix: "an-organization-",
      },
      ...Object.fromEntries(["shared", "child", "lob-b"].map((stack) => [stack, { namePrefix: "an-organization-" }])),
    },
    says: [
      `Pulumi.parent.yaml:7: models[0].name is "${"f".repeat(40)}": with the prefix its role's name an-organization-SageMakerModel-${"f".repeat(40)} is 7 characters longer than the 64 that AWS takes; shorten it, or namePrefix`,
    ],
  },
  of(
    "a member that models don't have",
    { instances: 2 },
    "models[0].instances is not known here: did you mean instance?",
  ),
  of(
    "a group in place of a subnet",
    { ...onInstances({ type: "ml.m5.large", count: 1 }), vpc: { subnetIds: ["sg-1"], securityGroupIds: [] } },
    'models[0].vpc.subnetIds[0] is "sg-1": an id is subnet- and 8 to 17 hexadecimal digits',
    "models[0].vpc.securityGroupIds is empty: list at least one",
  ),
  of(
    "a key of another region",
    { kmsKeyArn: key.replace("eu-west-1", "us-east-1") },
    "models[0].kmsKeyArn is \"arn:aws:kms:us-east-1:222222222222:key/00000000-0000-0000-0… (77 characters): it is in us-east-1, and volumes and data take a key of the endpoint's own region, eu-west-1; name one there",
  ),
  of(
    "more variables than SageMaker takes",
    { environment: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`V${index}`, "1"])) },
    "models[0].environment is too large: SageMaker takes 100 variables and 32 KB in all; remove some",
  ),
  of(
    "a number in the environment",
    { environment: { MAX_LENGTH: 512 } },
    "models[0].environment.MAX_LENGTH is 512: an environment is a map of names and texts, such as { MAX_LENGTH: '512' }",
  ),
  of(
    "a key by its alias",
    { kmsKeyArn: "alias/models" },
    'models[0].kmsKeyArn is "alias/models": give a key\'s ARN, arn:aws:kms:<region>:<account>:key/<id>; an alias may come to name another key',
  ),
];
