/** S3's limit for a bucket's name. Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
const bucketNameLimit = 63;

/** Name of the role that code in a LOB's Studio runs under. */
export function executionRoleName(lob: string): string {
  return `SageMakerStudioExecution-${lob}`;
}

/** Name of the role that flow logs of a LOB's VPC are written under. */
export function flowLogsRoleName(lob: string): string {
  return `StudioLobFlowLogs-${lob}`;
}

/** Name of the bucket for the files of a LOB's users. */
export function bucketName({ lob, account, region }: { lob: string; account: string; region: string }): string {
  return `sagemaker-${lob}-${account}-${region}`;
}

/** Characters that a LOB's name can have in a region, since its bucket's name holds both. */
export function longestLobName(region: string): number {
  return bucketNameLimit - bucketName({ lob: "", account: "000000000000", region }).length;
}
