import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type KeyUse, keyPolicy } from "./key-policy";

/** What {@link StoreKey} takes. */
export interface StoreKeyArgs extends KeyUse {
  /** The key's alias in AWS, without `alias/`: 1 to 250 characters of `[\w/-]`. */
  readonly alias: string;
}

/**
 * A key for what a stack keeps, which AWS rotates each year. Destroyed, it waits for 30 days, in which it can be had
 * back; after that, what it encrypted can't be read any more, backups neither.
 */
export class StoreKey extends pulumi.ComponentResource {
  /** The key's ARN. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, { alias, ...use }: StoreKeyArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:keys:StoreKey", name, {}, options);

    const key = new aws.kms.Key(
      `${name}-key`,
      {
        description: `Encrypts what stack ${alias} keeps`,
        policy: JSON.stringify(keyPolicy(use)),
        enableKeyRotation: true,
        deletionWindowInDays: 30,
      },
      { parent: this },
    );
    new aws.kms.Alias(`${name}-alias`, { name: `alias/${alias}`, targetKeyId: key.keyId }, { parent: this });

    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
