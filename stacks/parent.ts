import { CrossAccountInvokeRole } from "../infra/access/cross-account-invoke-role";
import { accountProvider } from "./account";
import type { ParentConfig } from "./config";
import type { ParentOutputs, Promised } from "./contracts";

/** The model account: the role that children assume to invoke its endpoints. */
export function parentStack(config: ParentConfig): Promised<ParentOutputs> {
  const role = new CrossAccountInvokeRole("invoke", config.invokeRole, { provider: accountProvider(config) });
  return {
    invokeRoleArn: role.roleArn,
    externalId: role.externalId,
    endpointRegion: config.region,
    endpoints: role.endpoints,
    children: role.children,
  };
}
