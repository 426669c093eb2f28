import * as v from "valibot";
import { deletion } from "../core/deletion";
import { forcesNew, jsonText, physicalName, setOf } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { readDocument } from "../iam";
import { requireUsable } from "../kms/use";
import { refuse } from "../refusals";
import {
  bucket,
  bucketEncryption,
  bucketPolicy,
  bucketPublicAccessBlock,
  bucketVersioning,
  keyOfBucket,
  objectsOf,
  stackObject,
} from "./kinds";

/** Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
const bucketName = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const reserved = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3)$/;

/** A bucket. A name belongs to one account worldwide. */
const bucketType = resourceType(
  bucket,
  { bucket: forcesNew(physicalName(v.string())), forceDestroy: v.optional(v.boolean()), tags },
  (inputs, { account, region }, world, previous) => {
    const name = inputs.bucket;
    if (!bucketName.test(name) || reserved.test(name)) {
      refuse("R67", `The specified bucket is not valid: ${name}`);
    }
    if (world.all(bucket).some(({ urn, id }) => id === name && urn !== previous?.urn)) {
      refuse(
        "R68",
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
      );
    }
    const arn = `arn:aws:s3:::${name}`;
    return { id: name, state: { ...inputs, arn, bucketRegion: region, owner: account } };
  },
  { bookkeeping: ["owner"] },
);

function requireBucket(world: World, { account }: Place, name: string): void {
  if (!world.list(bucket, account).some(({ id }) => id === name)) {
    refuse("R69", "The specified bucket does not exist");
  }
}

const bucketPublicAccessBlockType = resourceType(
  bucketPublicAccessBlock,
  {
    bucket: forcesNew(v.string()),
    blockPublicAcls: v.boolean(),
    blockPublicPolicy: v.boolean(),
    ignorePublicAcls: v.boolean(),
    restrictPublicBuckets: v.boolean(),
  },
  (inputs, place, world) => {
    requireBucket(world, place, inputs.bucket);
    return { id: inputs.bucket, state: inputs };
  },
);

const bucketEncryptionType = resourceType(
  bucketEncryption,
  {
    bucket: forcesNew(v.string()),
    rules: setOf(
      v.strictObject({
        applyServerSideEncryptionByDefault: v.strictObject({
          sseAlgorithm: v.picklist(["AES256", "aws:kms"]),
          kmsMasterKeyId: v.optional(v.string()),
        }),
        bucketKeyEnabled: v.optional(v.boolean()),
      }),
    ),
  },
  (inputs, place, world) => {
    requireBucket(world, place, inputs.bucket);
    return { id: inputs.bucket, state: inputs };
  },
);

const bucketVersioningType = resourceType(
  bucketVersioning,
  {
    bucket: forcesNew(v.string()),
    versioningConfiguration: v.strictObject({ status: v.picklist(["Enabled", "Suspended", "Disabled"]) }),
  },
  (inputs, place, world) => {
    requireBucket(world, place, inputs.bucket);
    return { id: inputs.bucket, state: inputs };
  },
);

const bucketPolicyType = resourceType(
  bucketPolicy,
  { bucket: forcesNew(v.string()), policy: jsonText },
  (inputs, place, world) => {
    requireBucket(world, place, inputs.bucket);
    readDocument(inputs.policy);
    return { id: inputs.bucket, state: inputs };
  },
);

/** A file. The provider gives it no tags of its own where it is told so: an object takes 10 at most. */
const stackObjectType = resourceType(
  stackObject,
  {
    bucket: forcesNew(v.string()),
    key: forcesNew(physicalName(v.string())),
    content: v.optional(v.string()),
    contentBase64: v.optional(v.string()),
    contentType: v.optional(v.string()),
    overrideProvider: v.optional(
      v.strictObject({ defaultTags: v.strictObject({ tags: v.record(v.string(), v.string()) }) }),
    ),
  },
  async (inputs, place, world) => {
    requireBucket(world, place, inputs.bucket);
    await requireUsable(world, place, "s3", keyOfBucket(world, inputs.bucket));
    const address = `${inputs.bucket}/${inputs.key}`;
    return { id: address, state: { ...inputs, arn: `arn:aws:s3:::${address}` } };
  },
);

export const s3: ServiceResources = {
  types: [
    bucketType,
    bucketEncryptionType,
    bucketPolicyType,
    bucketPublicAccessBlockType,
    bucketVersioningType,
    stackObjectType,
  ],
  deletions: [
    deletion(bucket, {
      check(world, { id, state }) {
        if (state.forceDestroy !== true && objectsOf(world, id).length > 0) {
          refuse("R98", "The bucket you tried to delete is not empty");
        }
      },
      takes: (world, { id }) => [
        ...objectsOf(world, id),
        ...[bucketEncryption, bucketPolicy, bucketPublicAccessBlock, bucketVersioning]
          .flatMap((type) => world.all<{ readonly bucket: string }>(type))
          .filter(({ state }) => state.bucket === id),
      ],
    }),
  ],
};
