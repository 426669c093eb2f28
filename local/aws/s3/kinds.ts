import { kind, type World } from "../core/world";

/** A bucket as S3 keeps it. */
export interface Bucket {
  readonly bucket: string;
  readonly arn: string;
  /** Whether the provider empties it before it is deleted. */
  readonly forceDestroy?: boolean | undefined;
}
export const bucket = kind<Bucket>("aws:s3/bucket:Bucket");

/** A file that somebody put into a bucket; no stack has it. The local AWS keeps only its name. */
export interface BucketObject {
  readonly bucket: string;
  readonly key: string;
}
export const bucketObject = kind<BucketObject>("aws:s3/object:Object");

/** An object that a stack puts into a bucket, with its content as text or in Base64. */
export interface StackObject extends BucketObject {
  readonly content?: string | undefined;
  readonly contentBase64?: string | undefined;
  readonly contentType?: string | undefined;
}
export const stackObject = kind<StackObject>("aws:s3/bucketObjectv2:BucketObjectv2");

/** What a bucket holds, of stacks and of people. */
export function objectsOf(world: World, name: string) {
  const objects = [...world.all(bucketObject), ...world.all<BucketObject>(stackObject)];
  return objects.filter(({ state }) => state.bucket === name);
}

/** Whether a bucket has an object. */
export function hasObject(world: World, name: string, key: string): boolean {
  return objectsOf(world, name).some(({ state }) => state.key === key);
}

/** A bucket's policy. */
export interface BucketPolicy {
  readonly bucket: string;
  /** JSON text. */
  readonly policy: string;
}
export const bucketPolicy = kind<BucketPolicy>("aws:s3/bucketPolicy:BucketPolicy");
export const bucketPublicAccessBlock = kind<Pick<BucketPolicy, "bucket">>(
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
);
/** How a bucket encrypts what is put into it. */
export interface BucketEncryption {
  readonly bucket: string;
  readonly rules: readonly {
    readonly applyServerSideEncryptionByDefault: { readonly kmsMasterKeyId?: string | undefined };
  }[];
}
export const bucketEncryption = kind<BucketEncryption>(
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
);

/** ARN of the key that encrypts a bucket's objects; undefined where S3's own does. */
export function keyOfBucket(world: World, name: string): string | undefined {
  const [rule] = world.all(bucketEncryption).find(({ state }) => state.bucket === name)?.state.rules ?? [];
  return rule?.applyServerSideEncryptionByDefault.kmsMasterKeyId;
}
export const bucketVersioning = kind<Pick<BucketPolicy, "bucket">>("aws:s3/bucketVersioning:BucketVersioning");
