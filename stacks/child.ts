import * as pulumi from "@pulumi/pulumi";
import { EndpointInvoker } from "../infra/access/endpoint-invoker";
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

/** An account whose function invokes the parent's endpoints. */
export async function childStack(config: ChildConfig): Promise<Record<string, pulumi.Output<string>>> {
  if (config.parentStack === undefined) {
    return {};
  }
  const parent = await readParent(config.parentStack);
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
