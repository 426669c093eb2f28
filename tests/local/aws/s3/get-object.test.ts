import { expect } from "chai";
import { AwsError } from "../../../../local/aws/core/aws-error";
import { NotKnown } from "../../../../local/aws/core/not-known";
import { S3 } from "../../../../local/aws/s3/service";
import { eachTestOnItsOwnAws, parentAccount, policyText, put, region } from "../../support/local-aws";
import { giveKeys } from "../../support/refusal-cases-keys";
import { sessionOf } from "../../support/studio-services";

const bucket = "models";
const arn = `arn:aws:s3:::${bucket}/.studio/file.json`;

describe("S3's GetObject", () => {
  const aws = eachTestOnItsOwnAws();

  beforeEach(async () => {
    await put(aws(), { type: "aws:s3/bucket:Bucket", inputs: { bucket }, as: "bucket" });
    await put(aws(), {
      type: "aws:s3/bucketObjectv2:BucketObjectv2",
      inputs: {
        ...{ bucket, key: ".studio/file.json", content: '{"a":1}', contentType: "application/json" },
        overrideProvider: { defaultTags: { tags: {} } },
      },
      as: "file",
    });
  });

  async function get(address: string, method = "GET", Resource = "arn:aws:s3:::*/*"): Promise<string> {
    const session = await sessionOf(aws(), { Action: "s3:GetObject", Resource });
    const service = new S3(aws().world);
    const request = { method, url: new URL(address), headers: {}, body: new Uint8Array() };
    try {
      const arrival = { caller: { session, service: "s3", region }, via: undefined };
      const { status, headers, body } = await service.answer(request, arrival);
      return `${status} ${headers["content-type"]} ${body}`;
    } catch (error) {
      if (error instanceof AwsError) {
        return String(service.answerError(error, "id").body);
      }
      return error instanceof NotKnown ? error.message : String(error);
    }
  }

  const inPath = `https://s3.${region}.amazonaws.com/${bucket}/.studio/file.json`;
  const inHost = `https://${bucket}.s3.${region}.amazonaws.com/.studio/file.json`;
  const error = (code: string, message: string) =>
    `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>id</RequestId></Error>`;

  it("answers with the file, whether its bucket is named by the path or by the host", async () => {
    for (const address of [inPath, inHost]) {
      expect(await get(address)).to.equal('200 application/json {"a":1}');
    }
  });

  it("asks the bucket's key for the caller as well, whose own policies needn't name it", async () => {
    giveKeys(aws());
    const encrypted = (id: string) =>
      put(aws(), {
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        inputs: {
          bucket,
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: id } }],
        },
        as: "encryption",
      });
    const keyArn = (id: string) => `arn:aws:kms:${region}:${parentAccount}:key/${id}`;
    await encrypted(keyArn("key-buckets"));
    expect(await get(inPath)).to.equal('200 application/json {"a":1}');
    await encrypted(keyArn("key-tables"));
    expect(await get(inPath)).to.equal(
      error(
        "AccessDenied",
        `User: arn:aws:sts::${parentAccount}:assumed-role/Operator/working is not authorized to perform: kms:Decrypt on resource: ${keyArn("key-tables")} because no identity-based policy allows the kms:Decrypt action`,
      ),
    );
  });

  it("answers with a file that was put in Base64, without a type of its own", async () => {
    const inputs = { bucket, key: "iris/model.tar.gz", contentBase64: Buffer.from("model").toString("base64") };
    await put(aws(), { type: "aws:s3/bucketObjectv2:BucketObjectv2", inputs, as: "model" });
    expect(await get(inPath.replace(".studio/file.json", inputs.key))).to.equal("200 binary/octet-stream model");
  });

  it("is refused by the caller's policies, and by the bucket's", async () => {
    const who = `User: arn:aws:sts::${parentAccount}:assumed-role/Operator/working is not authorized to perform: s3:GetObject on resource: &quot;${arn}&quot;`;
    expect(await get(inPath, "GET", "arn:aws:s3:::models/other")).to.equal(
      error("AccessDenied", `${who} because no identity-based policy allows the s3:GetObject action`),
    );
    const deny = { Sid: "No", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: `arn:aws:s3:::${bucket}/*` };
    const inputs = { bucket, policy: policyText(deny) };
    await put(aws(), { type: "aws:s3/bucketPolicy:BucketPolicy", inputs, as: "policy" });
    expect(await get(inPath)).to.equal(
      error("AccessDenied", `${who} with an explicit deny in a resource-based policy`),
    );
  });

  it("finds no other file and no other bucket, and knows no other operation", async () => {
    expect(await get(inPath.replace("file", "other"))).to.equal(
      error("NoSuchKey", "The specified key does not exist."),
    );
    expect(await get(inHost.replace(bucket, "other"))).to.equal(
      error("NoSuchBucket", "The specified bucket does not exist"),
    );
    expect(await get(inPath, "PUT")).to.match(/PUT of an object/);
    expect(await get(`https://${bucket}.s3.${region}.amazonaws.com/`)).to.match(/GET of a bucket/);
  });
});
