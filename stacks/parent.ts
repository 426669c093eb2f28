import { Refusal } from "../common/refusal";
import { CrossAccountInvokeRole } from "../infra/access/cross-account-invoke-role";
import { ModelEndpoint } from "../infra/models/model-endpoint";
import { SampleModel } from "../infra/models/sample-model";
import { accountOptions } from "./account";
import type { ParentConfig } from "./config-schemas";
import { type ParentOutputs, type Promised, readShared } from "./contracts";
import { namingOf, regionMistakes } from "./hub-rules";

/** The hub's endpoint through which calls come, where config names a hub. */
async function runtimeEndpoint(config: ParentConfig): Promise<string | undefined> {
  if (config.sharedStack === undefined) {
    return undefined;
  }
  const hub = await readShared(config.sharedStack);
  const mistakes = regionMistakes(config, hub);
  if (mistakes.length > 0) {
    throw new Refusal(`stack ${config.stack}`, mistakes);
  }
  return hub.endpointIds["sagemaker.runtime"];
}

/** The model account: models that it hosts, and the role that children assume to invoke its endpoints. */
export async function parentStack(config: ParentConfig): Promise<Promised<ParentOutputs>> {
  const vpcEndpointId = await runtimeEndpoint(config);
  const options = accountOptions(config);
  for (const model of config.models) {
    new ModelEndpoint(`model-${model.name}`, model, options);
  }
  if (config.sampleModel) {
    const { account, region, logRetentionDays, alarmTopicArn, namePrefix, rolePath } = config;
    const args = { account, region, logRetentionDays, alarmTopicArn, namePrefix, rolePath };
    new SampleModel("sample-model", args, options);
  }
  const role = new CrossAccountInvokeRole("invoke", { ...config.invokeRole, vpcEndpointId }, options);
  return {
    invokeRoleArn: role.roleArn,
    externalId: role.externalId,
    endpointRegion: config.region,
    endpoints: role.endpoints,
    children: role.children,
    ...namingOf(config),
    streaming: role.streaming,
    studio: role.studio,
    runtimeEndpointId: vpcEndpointId ?? "",
  };
}
