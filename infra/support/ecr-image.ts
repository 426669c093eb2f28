import { text } from "./text";

/**
 * An image in ECR, by a tag or a digest: SageMaker doesn't notice a tag that moves. Source: Amazon ECR User Guide, "Amazon
 * ECR private registries"; ECR API, CreateRepository, `repositoryName`, and PutImage, `imageTag`.
 */
export const ecrImage = text(
  /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/[a-z0-9]+([._/-]+[a-z0-9]+)*(:[\w.-]{1,128}|@sha256:[0-9a-f]{64})$/,
  "give an image in ECR with its tag or digest, <account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>",
);

/** The region that an image in ECR is in. */
export function regionOfImage(image: string): string | undefined {
  return image.split(".")[3];
}

/** ARN of an image's repository, which may be another account's. */
export function repositoryArn(image: string): string {
  const [host = "", ...path] = (image.split("@")[0] ?? "").split("/");
  const [account, , , region] = host.split(".");
  return `arn:aws:ecr:${region}:${account}:repository/${path.join("/").replace(/:[^:/]*$/, "")}`;
}
