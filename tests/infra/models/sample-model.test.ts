import { readFileSync } from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { Parser } from "tar";
import { archiveVersion, sampleArchive } from "../../../infra/models/sample-archive";
import { sampleImage, sampleImageAccounts } from "../../../infra/models/sample-image";
import { SampleModel } from "../../../infra/models/sample-model";
import iris from "../../../models/iris/iris.json";
import { regions } from "../../../stacks/config-schemas";
import { evaluateOnce, only, type Registered } from "../../support/evaluate";
import { messageOf } from "../../support/refused";

function register(region = "eu-west-1"): Promise<Registered[]> {
  return evaluateOnce(["sample", region], false, () => {
    new SampleModel("sample", { account: "222222222222", region });
  });
}

/** An archive's files by name, with what tar keeps of each. */
function filesIn(archive: Buffer) {
  const files: { name: string; mode: number | undefined; mtime: number | undefined; text: string }[] = [];
  const parser = new Parser({
    onReadEntry(entry) {
      const parts: Buffer[] = [];
      entry.on("data", (part: Buffer) => parts.push(part));
      entry.on("end", () => {
        const { path: name, mode, mtime } = entry;
        files.push({ name, mode, mtime: mtime?.getTime(), text: Buffer.concat(parts).toString("utf8") });
      });
    },
  });
  parser.end(gunzipSync(archive));
  return files;
}

describe("The sample model's archive", () => {
  it("has the coefficients and the script, of no time and nobody", () => {
    const { features, species, coefficients, intercepts } = iris;
    const own = { mode: 0o644, mtime: 0 };
    expect(filesIn(sampleArchive())).to.deep.equal([
      { name: "model.json", ...own, text: JSON.stringify({ features, species, coefficients, intercepts }) },
      {
        name: "code/inference.py",
        ...own,
        text: readFileSync(path.resolve(__dirname, "../../../models/iris/inference.py"), "utf8"),
      },
    ]);
  });

  it("is byte for byte the same each time, whichever zlib and system it is made by", () => {
    const archive = sampleArchive();
    expect(archive.equals(sampleArchive())).to.equal(true);
    // Method deflate, no flags, no time, no name of a system; then one stored block, which needs no compression.
    expect(archive.subarray(0, 11).toString("hex")).to.equal("1f8b08000000000004ff01");
    expect(archiveVersion(archive))
      .to.match(/^[0-9a-f]{16}$/)
      .and.equal(archiveVersion(sampleArchive()));
  });
});

describe("SampleModel", () => {
  it("puts the archive into a closed bucket of its own, below its version, without the stack's tags", async () => {
    const resources = await register();
    const bucket = "sagemaker-iris-222222222222-eu-west-1";
    expect(only(resources, "sample-files-bucket").inputs).to.deep.equal({ bucket });
    expect(only(resources, "sample-archive").inputs).to.deep.equal({
      bucket,
      key: `iris/${archiveVersion(sampleArchive())}/model.tar.gz`,
      contentBase64: sampleArchive().toString("base64"),
      overrideProvider: { defaultTags: { tags: {} } },
    });
    expect(resources.map(({ type }) => type)).to.include.members([
      "aws:s3/bucketPolicy:BucketPolicy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    ]);
  });

  it("runs it on SageMaker's scikit-learn image, serverless, once the archive is there", async () => {
    const resources = await register();
    const model = only(resources, "sample-model");
    expect(model.after).to.include("sample-archive");
    expect(model.inputs.primaryContainer).to.deep.equal({
      image: "141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3",
      modelDataUrl: `s3://sagemaker-iris-222222222222-eu-west-1/iris/${archiveVersion(sampleArchive())}/model.tar.gz`,
      environment: { SAGEMAKER_PROGRAM: "inference.py", SAGEMAKER_SUBMIT_DIRECTORY: "/opt/ml/model/code" },
    });
    expect(only(resources, "sample-configuration").inputs.productionVariants).to.deep.equal([
      {
        variantName: "AllTraffic",
        modelName: model.inputs.name,
        serverlessConfig: { memorySizeInMb: 1024, maxConcurrency: 5 },
      },
    ]);
  });

  it("is refused by name in a region that can't host it", async () => {
    expect(await messageOf(() => register("eu-south-2"))).to.equal(
      'SampleModel "sample": 1 mistake, nothing was changed\n  region is eu-south-2: SageMaker has no serverless inference there, or no scikit-learn image; host a model of your own',
    );
  });

  it("knows the image in 21 regions, all of which a stack can be in", () => {
    const known = Object.keys(sampleImageAccounts);
    expect(known).to.have.lengthOf(21);
    expect(known.filter((region) => !regions.some((other) => other === region))).to.deep.equal([]);
    expect(Object.values(sampleImageAccounts).filter((account) => !/^\d{12}$/.test(account))).to.deep.equal([]);
    expect(sampleImage("us-east-1")).to.equal(
      "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3",
    );
    expect(sampleImage("ca-west-1")).to.equal(undefined);
  });
});
