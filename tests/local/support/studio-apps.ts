import type { Resource } from "../../../local/aws/core/world";
import { subnet } from "../../../local/aws/ec2/kinds";
import type { LocalAws } from "../../../local/aws/local-aws";
import { findPath, type Path } from "../../../local/aws/network/path";
import { type App, studioApp } from "../../../local/aws/sagemaker/kinds";
import { parentAccount, put, region, type Wanted } from "./local-aws";
import { apiEndpoint } from "./studio-domain";
import { callThrough, type StudioServices, sessionOf } from "./studio-services";
import { domain, executionRole, settings, userProfile } from "./studio-wanted";

/** The users of a domain, by their profiles. */
export const users = ["anna", "bob"] as const;

export interface StudioOfTwo {
  readonly domainId: string;
  /** Ids of security groups: the domain's, and each profile's own. */
  readonly groups: Readonly<Record<"domain" | (typeof users)[number], string>>;
}

/** A rule, in or out, by which a group's members reach each other on the ports of apps. */
function amongItself(way: "Ingress" | "Egress", group: string): Wanted {
  const ports = { ipProtocol: "tcp", fromPort: 8192, toPort: 65_535 };
  return {
    type: `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`,
    as: `${group}-${way}`,
    inputs: { securityGroupId: group, ...ports, referencedSecurityGroupId: group },
  };
}

/**
 * Makes a VPC-only domain with a security group for it and one for each of its users' profiles.
 *
 * @param open whose groups let themselves in and out on the ports of apps.
 */
export async function makeStudioOfTwo(
  aws: LocalAws,
  open: readonly (keyof StudioOfTwo["groups"])[] = users,
): Promise<StudioOfTwo> {
  const idOf = async (wanted: Wanted) => (await put(aws, wanted)).id;
  const vpcId = await idOf({ type: "aws:ec2/vpc:Vpc", as: "vpc", inputs: { cidrBlock: "10.100.0.0/16" } });
  const subnetInputs = { vpcId, cidrBlock: "10.100.0.0/24", availabilityZone: `${region}a` };
  const subnetId = await idOf({ type: "aws:ec2/subnet:Subnet", as: "subnet", inputs: subnetInputs });
  const groupOf = (as: string) => idOf({ type: "aws:ec2/securityGroup:SecurityGroup", as, inputs: { vpcId } });
  const groups = { domain: await groupOf("domain"), anna: await groupOf("anna"), bob: await groupOf("bob") };
  for (const owner of open) {
    await put(aws, amongItself("Ingress", groups[owner]));
    await put(aws, amongItself("Egress", groups[owner]));
  }
  await put(aws, executionRole());
  const defaultUserSettings = settings({ securityGroups: [groups.domain] });
  const domainId = await idOf(domain("lob-a", { vpcId, subnetIds: [subnetId], defaultUserSettings }));
  for (const name of users) {
    await put(aws, userProfile(domainId, name, { userSettings: settings({ securityGroups: [groups[name]] }) }));
  }
  return { domainId, groups };
}

/** Starts JupyterLab in a space, a user's private one unless told otherwise. */
export async function startJupyterLab(
  { aws, sageMaker }: StudioServices,
  DomainId: string,
  SpaceName: string,
  OwnerUserProfileName?: string,
): Promise<Resource<App>> {
  const session = await sessionOf(aws, { Action: "sagemaker:*", Resource: "*" });
  const call = (operation: string, members: object) =>
    callThrough(sageMaker, apiEndpoint, {
      host: `api.sagemaker.${region}.amazonaws.com`,
      target: `SageMaker.${operation}`,
      members,
      session,
    });
  const ownership = OwnerUserProfileName === undefined ? {} : { OwnershipSettings: { OwnerUserProfileName } };
  const SharingType = OwnerUserProfileName === undefined ? "Shared" : "Private";
  await call("CreateSpace", { DomainId, SpaceName, ...ownership, SpaceSharingSettings: { SharingType } });
  await call("CreateApp", { DomainId, SpaceName, AppType: "JupyterLab", AppName: "default" });
  const found = aws.world.list(studioApp, parentAccount).find(({ state }) => state.spaceName === SpaceName);
  if (found === undefined) {
    throw new Error(`there is no app in space ${SpaceName}`);
  }
  return found;
}

/** The way of a connection from code in one app to another app. */
export function pathBetween({ world }: LocalAws, from: Resource<App>, to: Resource<App>, port = 8888): Path {
  const { account, state } = from;
  const { subnetId = "", securityGroupIds = [] } = state.network ?? {};
  const vpcId = world.find(subnet, subnetId)?.state.vpcId ?? "";
  const origin = { kind: "vpc", account, region, vpcId, subnetIds: [subnetId], securityGroupIds } as const;
  return findPath(world, origin, { address: to.state.network?.address ?? "" }, port);
}
