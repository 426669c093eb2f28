import type { World } from "../core/world";
import { lambdaFunction } from "../lambda/kinds";
import { networkInterfaces } from "../network/interfaces";
import { domain, homeFileSystem } from "../sagemaker/kinds";
import { instanceConnectEndpoint, vpcAttachment } from "./kinds";

/** Where something has network interfaces, whatever their addresses. */
interface Use {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** Everything that has network interfaces in a subnet, or under a security group, of any account. */
export function usesOf(world: World): Use[] {
  const interfaces = networkInterfaces(world).map(({ subnetId, securityGroupIds }) => ({
    subnetIds: [subnetId],
    securityGroupIds,
  }));
  const tunnels = world.all(instanceConnectEndpoint).map(({ state }) => ({
    subnetIds: [state.subnetId],
    securityGroupIds: state.securityGroupIds,
  }));
  const functions = world.all(lambdaFunction).flatMap(({ state }) => state.vpcConfig ?? []);
  const attachments = world.all(vpcAttachment).map(({ state }) => ({ ...state, securityGroupIds: [] }));
  // The mount targets of a domain's home file system are under a group of SageMaker's own.
  const homes = [...world.all(domain), ...world.all(homeFileSystem)].map(({ state }) => ({
    subnetIds: state.subnetIds,
    securityGroupIds: [],
  }));
  return [...interfaces, ...tunnels, ...functions, ...attachments, ...homes];
}
