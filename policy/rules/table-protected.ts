import type { ResourceRule } from "../support/rule";
import { at, isKnown } from "../support/values";

/** Also AwsGuard's `dynamodb-table-encryption-enabled`, which lets a table without the setting pass. */
export const tableProtected: ResourceRule = {
  name: "table-encrypted-and-recoverable",
  description: "Every DynamoDB table is encrypted with a KMS key and can be restored to an earlier point in time.",
  source: "DynamoDB Developer Guide, Encryption at rest and Point-in-time recovery",
  types: ["aws:dynamodb/table:Table"],
  reads: ["serverSideEncryption", "pointInTimeRecovery"],
  judge({ props }) {
    const isOff = (property: string) => {
      const enabled = at(props, property, "enabled");
      return isKnown(enabled) && enabled !== true;
    };
    return [
      ...(isOff("serverSideEncryption")
        ? ["isn't encrypted with a KMS key: set serverSideEncryption.enabled to true"]
        : []),
      ...(isOff("pointInTimeRecovery")
        ? ["can't be restored to an earlier point in time: set pointInTimeRecovery.enabled to true"]
        : []),
    ];
  },
};
