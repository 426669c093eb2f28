import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { filesBucketPolicy } from "./policies/files-bucket-policy";

export interface FilesBucketArgs {
  /** The bucket's name in AWS. */
  bucket: string;
}

/**
 * A bucket for the files of a LOB's users, or for the sample model: encrypted, never public, reached only by TLS. It has
 * no versions: users' files are working copies, which they may delete for good, and old versions would cost money unseen.
 * A bucket that isn't empty isn't destroyed.
 */
export class FilesBucket extends pulumi.ComponentResource {
  /** The bucket's name. */
  readonly bucket: pulumi.Output<string>;

  constructor(name: string, args: FilesBucketArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:lob:FilesBucket", name, {}, options);

    const { bucket } = new aws.s3.Bucket(`${name}-bucket`, { bucket: args.bucket }, { parent: this });
    const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      { parent: this },
    );
    const block = new aws.s3.BucketPublicAccessBlock(
      `${name}-public-access-block`,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      { parent: this },
    );
    new aws.s3.BucketPolicy(
      `${name}-policy`,
      { bucket, policy: JSON.stringify(filesBucketPolicy(args.bucket)) },
      // S3 refuses two changes of a bucket's access at the same time.
      { parent: this, dependsOn: [block] },
    );

    // What is put into the bucket by this name is encrypted as it says.
    this.bucket = encryption.bucket;
    this.registerOutputs({ bucket: this.bucket });
  }
}
