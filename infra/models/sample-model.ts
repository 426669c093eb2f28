import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Refusal } from "../../common/refusal";
import { FilesBucket } from "../lob/files-bucket";
import { type Naming, sampleBucketName } from "../support/naming";
import { ModelEndpoint } from "./model-endpoint";
import { archiveVersion, sampleArchive } from "./sample-archive";
import { sampleImage, sampleModelName } from "./sample-image";

/** What {@link SampleModel} takes. */
export interface SampleModelArgs extends Naming {
  /** The account's id, 12 digits. */
  account: string;
  /** Region of the endpoint, such as `eu-west-1`. */
  region: string;
  /** Days that logs are kept, one of CloudWatch's values. @default 30 */
  logRetentionDays?: number | undefined;
  /** ARN of an SNS topic that alarms notify. @default none */
  alarmTopicArn?: string | undefined;
}

/**
 * A model to call on day one: an iris classifier on SageMaker's scikit-learn image, as a serverless endpoint, which costs
 * nothing when idle. It takes `{ sepalLength, sepalWidth, petalLength, petalWidth }` in centimetres.
 *
 * @throws Refusal in a region that can't host it, before anything is registered.
 */
export class SampleModel extends pulumi.ComponentResource {
  /** The endpoint's name. */
  readonly endpointName: pulumi.Output<string>;

  constructor(name: string, args: SampleModelArgs, options?: pulumi.ComponentResourceOptions) {
    const { region } = args;
    const image = sampleImage(region);
    if (image === undefined) {
      throw new Refusal(`SampleModel "${name}"`, [
        {
          property: "region",
          reason: `is ${region}: SageMaker has no serverless inference there, or no scikit-learn image; host a model of your own`,
        },
      ]);
    }
    super("sagemaker-multi-account:models:SampleModel", name, {}, options);
    const archive = sampleArchive();
    const bucket = sampleBucketName(args, args);
    const key = `${sampleModelName}/${archiveVersion(archive)}/model.tar.gz`;

    const files = new FilesBucket(`${name}-files`, { bucket }, { parent: this });
    const object = new aws.s3.BucketObjectv2(
      `${name}-archive`,
      {
        ...{ bucket: files.bucket, key, contentBase64: archive.toString("base64") },
        // The stack's tags may be more than the ten that S3 takes for an object.
        overrideProvider: { defaultTags: { tags: {} } },
      },
      { parent: this },
    );
    const endpoint = new ModelEndpoint(
      name,
      {
        ...args,
        ...{ name: sampleModelName, image, bucket, modelData: `s3://${bucket}/${key}` },
        serverless: { memory: 1024, concurrency: 5 },
        // Source: sagemaker-python-sdk, `Model._script_mode_env_vars`.
        environment: { SAGEMAKER_PROGRAM: "inference.py", SAGEMAKER_SUBMIT_DIRECTORY: "/opt/ml/model/code" },
      },
      // SageMaker checks that the data are there.
      { parent: this, dependsOn: [object] },
    );

    this.endpointName = endpoint.endpointName;
    this.registerOutputs({ endpointName: this.endpointName });
  }
}
