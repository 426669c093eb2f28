/** A parent's model on instances, with all that a model can have, as config gives it. */
export const parentsModel = {
  name: "fraud",
  image: "222222222222.dkr.ecr.eu-west-1.amazonaws.com/team/fraud:3",
  modelData: "s3://models-of-acme/fraud/3/model.tar.gz",
  instance: { type: "ml.m5.large", count: 1, maxCount: 4, invocations: 100 },
  vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
  environment: { MAX_LENGTH: "512" },
  kmsKeyArn: "arn:aws:kms:eu-west-1:222222222222:key/00000000-0000-0000-0000-000000000001",
};

/** Config texts of a parent with a model. */
export function withModel(model: object = parentsModel): Readonly<Record<string, string>> {
  return { models: JSON.stringify([model]), modelBucket: "models-of-acme" };
}
