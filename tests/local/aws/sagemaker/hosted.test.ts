import { expect } from "chai";
import { hostedEndpoint } from "../../../../local/aws/sagemaker/hosted";
import { eachTestOnItsOwnAws, parentAccount, put, region } from "../../support/local-aws";
import { configuration, endpoint, image, model, object, roleOfModels } from "../../support/models-wanted";
import { bucket } from "../../support/studio-wanted";

const place = { account: parentAccount, region };
const modelAt = (url: URL | undefined) => ({ ...place, name: "fraud", inferenceComponents: [], model: url });
const dataOf = (version: number) => ({
  primaryContainer: { image, modelDataUrl: `s3://models-of-acme/fraud/${version}/model.tar.gz` },
});

describe("An endpoint that a stack made", () => {
  const aws = eachTestOnItsOwnAws();
  const [third, fourth] = [new URL("http://127.0.0.1:3"), new URL("http://127.0.0.1:4")];

  beforeEach(async () => {
    const wanted = [
      ...roleOfModels(),
      bucket("models-of-acme"),
      object("models-of-acme", "fraud/3/model.tar.gz", "third"),
      object("models-of-acme", "fraud/4/model.tar.gz", "fourth"),
      model("fraud-3", dataOf(3)),
      model("fraud-4", dataOf(4)),
      configuration("fraud-a", undefined, "fraud-3"),
      configuration("fraud-b", undefined, "fraud-4"),
      endpoint("fraud", "fraud-a"),
    ];
    for (const each of wanted) {
      await put(aws(), each);
    }
    const servers: Readonly<Record<string, URL>> = { third, fourth };
    aws().world.serverOf = (content = "") => servers[Buffer.from(content, "base64").toString()];
  });

  it("is answered by its model's server, and after an update by the other model's", async () => {
    expect(hostedEndpoint(aws().world, place, "fraud")).to.deep.equal(modelAt(third));

    await put(aws(), endpoint("fraud", "fraud-b"));

    expect(hostedEndpoint(aws().world, place, "fraud")).to.deep.equal(modelAt(fourth));
  });

  it("is there without anything that answers, where no server knows the model's data", () => {
    aws().world.serverOf = () => undefined;
    expect(hostedEndpoint(aws().world, place, "fraud")).to.deep.equal(modelAt(undefined));
  });

  it("is found by its name's case, in its own account and region, and before one of its name beside the stacks", () => {
    const beside = { ...place, inferenceComponents: [], model: new URL("http://127.0.0.1:9") };
    aws().world.hostEndpoint({ ...beside, name: "fraud" });
    aws().world.hostEndpoint({ ...beside, name: "churn" });
    expect(hostedEndpoint(aws().world, place, "Fraud")).to.equal(undefined);
    expect(hostedEndpoint(aws().world, { ...place, region: "us-east-1" }, "fraud")).to.equal(undefined);
    expect(hostedEndpoint(aws().world, place, "fraud")).to.deep.equal(modelAt(third));
    expect(hostedEndpoint(aws().world, place, "churn")).to.deep.equal({ ...beside, name: "churn" });
  });
});
