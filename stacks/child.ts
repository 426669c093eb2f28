import * as pulumi from "@pulumi/pulumi";
import { EndpointInvoker } from "../infra/access/endpoint-invoker";
import { Refusal } from "../infra/support/refusal";
import { reason } from "../infra/support/validation";
import { accountProvider } from "./account";
import type { ChildConfig } from "./config";
import { type ParentOutputs, readParent } from "./contracts";

/** A preview should tell what would otherwise be found out by the first call. */
function warnIfNotTrusted({ account, parentStack }: ChildConfig, { children }: ParentOutputs): void {
  if (children !== "organization" && !children.includes(account)) {
    pulumi.log.warn(
      `account ${account} is not among the children of stack ${parentStack}: its calls will be refused; add it there and run npx pulumi up --stack ${parentStack}`,
    );
  }
}

/** A role of one's own account needs no cross-account trust, and the parent grants none. */
function refuseParentsAccount({ stack, account, parentStack }: ChildConfig, { invokeRoleArn }: ParentOutputs): void {
  if (invokeRoleArn.split(":")[4] === account) {
    const why = `stack ${parentStack} has this account: a child lives in an account of its own; give that one`;
    throw new Refusal(`stack ${stack}`, [{ property: "account", reason: reason(account, why) }]);
  }
}

/** An account whose function invokes the parent's endpoints. */
export async function childStack(config: ChildConfig): Promise<Record<string, pulumi.Output<string>>> {
  if (config.parentStack === undefined) {
    return {};
  }
  const parent = await readParent(config.parentStack);
  refuseParentsAccount(config, parent);
  warnIfNotTrusted(config, parent);
  const invoker = new EndpointInvoker(
    "invoker",
    {
      account: config.account,
      region: config.region,
      suffix: config.stack,
      roleArn: parent.invokeRoleArn,
      externalId: parent.externalId,
      endpointRegion: parent.endpointRegion,
      endpoints: parent.endpoints,
      logRetentionDays: config.logRetentionDays,
      alarmTopicArn: config.alarmTopicArn,
    },
    { provider: accountProvider(config) },
  );
  return { functionName: invoker.functionName, functionArn: invoker.functionArn, invokingRoleArn: invoker.roleArn };
}
