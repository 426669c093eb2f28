import * as aws from "@pulumi/aws";
import type { StackConfig } from "./config-schemas";

/**
 * The provider of a stack's own account: credentials of another account are refused before a resource is touched, and
 * every resource gets the stack's tags.
 */
export function accountProvider({ stack, role, account, region, tags }: StackConfig): aws.Provider {
  return new aws.Provider("account", {
    allowedAccountIds: [account],
    region: region,
    defaultTags: { tags: { project: "sagemaker-multi-account", stack, role, ...tags } },
  });
}
