import { networkMistakes, rangesOf } from "../../../scripts/doctor/judge-networks";
import { isShared } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import { transitGateway, vpc, vpcAttachment, type World } from "../../aws";

/**
 * Networks of other accounts on the hubs' transit gateways whose CIDR block is a corporate one or a LOB's and isn't their
 * account's own: a sentence each, with what to do.
 */
export function foreignNetworks(world: World, project: Project): string[] {
  return project.stacks.filter(isShared).flatMap((hub) => {
    const { account } = hub.config;
    const gateways = world.list(transitGateway, account).filter(({ stack }) => stack === hub.name);
    return world
      .all(vpcAttachment)
      .filter((each) => each.account !== account && gateways.some(({ id }) => id === each.state.transitGatewayId))
      .flatMap((each) => {
        const ranges = [world.find(vpc, each.state.vpcId)?.state.cidrBlock ?? []].flat();
        return networkMistakes(rangesOf(project, hub), { attachmentId: each.id, account: each.account, ranges });
      })
      .map((mistake) => `${mistake}; detach it, and share stack ${hub.name} with its LOBs' accounts only`);
  });
}
