import { expect } from "chai";
import { findingsOf } from "../../local/verify/findings";
import { verify } from "../../local/verify/verification";
import { childTexts, parentTexts, projectOf } from "../local/support/project";
import { modelWidenings } from "./cases/model-widenings";
import { declaration, namesEach } from "./support/widening-suite";

const model = (name: string) => ({
  name,
  image: `222222222222.dkr.ecr.eu-west-1.amazonaws.com/${name}:3`,
  modelData: `s3://models-of-acme/${name}/3/model.tar.gz`,
  instance: { type: "ml.m5.large", count: 1 },
});

const project = projectOf({
  parent: {
    ...parentTexts,
    endpoints: "[]",
    sampleModel: "true",
    models: JSON.stringify([model("fraud"), model("churn")]),
    modelBucket: "models-of-acme",
    createKey: "true",
  },
  child: childTexts,
});

describe("npm run verify of a parent that hosts models", () => {
  const estate = namesEach(project, modelWidenings);

  it("finds it as it is declared", async () => {
    expect(findingsOf(await verify(estate(), declaration))).to.deep.equal([]);
  });
});
