import * as path from "node:path";
import { expect } from "chai";
import { Declaration } from "../../local/verify/access/declared";
import { accessSentence, grouped } from "../../local/verify/access/grouped";
import { VerifiedEstate } from "../../local/verify/access/verified-estate";
import { findingsOf } from "../../local/verify/findings";
import { isAsDeclared, verify } from "../../local/verify/verification";
import { childTexts, parentTexts, projectOf } from "../local/support/project";
import { modelWidenings } from "./cases/model-widenings";

const declaration = Declaration.read(path.resolve(__dirname, "../.."));

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
  let estate: VerifiedEstate;

  before(async () => {
    estate = await VerifiedEstate.open(project);
  });

  after(() => estate.close());

  it("finds it as it is declared", async () => {
    expect(findingsOf(await verify(estate, declaration))).to.deep.equal([]);
  });

  for (const { what, change, appears } of modelWidenings) {
    it(`names what somebody may do once ${what}`, async () => {
      const undo = change(estate.estate.aws.world);
      try {
        const verification = await verify(estate, declaration);

        expect(grouped(verification.differences.undeclared).map(accessSentence)).to.deep.equal(appears);
        expect(isAsDeclared(verification)).to.equal(false);
      } finally {
        undo();
      }
    });
  }
});
