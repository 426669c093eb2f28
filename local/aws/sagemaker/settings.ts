import * as v from "valibot";
import { setOf } from "../core/resource-marks";
import type { Place, World } from "../core/world";
import { subnet } from "../ec2/kinds";
import { vpcOfGroup } from "../network/groups";
import { refuse } from "../refusals";
import { appSettings, checkTools, webPortalSettings } from "./app-settings";
import { roleForSageMaker } from "./model-role";

/** Source: SageMaker API, IdleSettings; minutes. */
const idleTimeouts = { from: 60, to: 525_600 };

/** What a user gets, by domain or by profile. */
export const userSettings = v.strictObject({
  executionRole: v.string(),
  securityGroups: v.optional(setOf(v.string()), []),
  studioWebPortal: v.optional(v.picklist(["ENABLED", "DISABLED"])),
  defaultLandingUri: v.optional(v.string()),
  jupyterLabAppSettings: appSettings,
  codeEditorAppSettings: appSettings,
  studioWebPortalSettings: webPortalSettings,
});

type UserSettings = v.InferOutput<typeof userSettings>;

/** Refuses a time before an idle app is shut down that SageMaker doesn't take. */
function checkIdleSettings(app: v.InferOutput<typeof appSettings> | undefined): void {
  const settings = app?.appLifecycleManagement?.idleSettings ?? {};
  const times = ["idleTimeoutInMinutes", "minIdleTimeoutInMinutes", "maxIdleTimeoutInMinutes"] as const;
  for (const member of times) {
    const minutes = settings[member] ?? idleTimeouts.from;
    if (minutes < idleTimeouts.from || minutes > idleTimeouts.to) {
      const bound =
        minutes < idleTimeouts.from
          ? `greater than or equal to ${idleTimeouts.from}`
          : `less than or equal to ${idleTimeouts.to}`;
      refuse(
        "R66",
        `1 validation error detected: Value '${minutes}' at '${member}' failed to satisfy constraint: Member must have value ${bound}`,
      );
    }
  }
}

/** Where a domain's apps run. */
interface DomainNetwork {
  readonly appNetworkAccessType: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly defaultUserSettings: UserSettings;
}

/** Refuses a domain without subnets, with another VPC's, or without the security group that VpcOnly needs. */
export function checkNetwork(world: World, place: Place, network: DomainNetwork): void {
  const { appNetworkAccessType, vpcId, subnetIds } = network;
  const { securityGroups } = network.defaultUserSettings;
  if (subnetIds.length < 1 || subnetIds.length > 16) {
    const bound = subnetIds.length < 1 ? "greater than or equal to 1" : "less than or equal to 16";
    refuse(
      "R63",
      `1 validation error detected: Value '[${subnetIds.join(", ")}]' at 'subnetIds' failed to satisfy constraint: Member must have length ${bound}`,
    );
  }
  if (appNetworkAccessType === "VpcOnly" && securityGroups.length === 0) {
    refuse("R63", "SecurityGroups must be specified in DefaultUserSettings when AppNetworkAccessType is VpcOnly.");
  }
  const ownSubnets = world
    .here(subnet, place)
    .filter(({ state }) => state.vpcId === vpcId)
    .map(({ id }) => id);
  checkInVpc(
    vpcId,
    subnetIds.filter((id) => !ownSubnets.includes(id)),
  );
}

function checkInVpc(vpcId: string, [stranger]: readonly string[]): void {
  if (stranger !== undefined) {
    refuse("R64", `${stranger} does not exist in VPC ${vpcId}.`);
  }
}

/** Groups that settings can name. Source: SageMaker API, UserSettings, SecurityGroups. */
const mostGroups = 5;

/** Refuses too many groups, and those of another VPC. */
function checkGroups(world: World, vpcId: string, groups: readonly string[]): void {
  if (groups.length > mostGroups) {
    refuse(
      "R124",
      `1 validation error detected: Value '[${groups.join(", ")}]' at 'securityGroups' failed to satisfy constraint: Member must have length less than or equal to ${mostGroups}`,
    );
  }
  checkInVpc(
    vpcId,
    groups.filter((id) => vpcOfGroup(world, id) !== vpcId),
  );
}

/** Refuses what no user can get, by a domain or by a profile. */
export async function checkUserSettings(
  world: World,
  place: Place,
  vpcId: string,
  settings: UserSettings,
): Promise<void> {
  checkGroups(world, vpcId, settings.securityGroups);
  checkIdleSettings(settings.jupyterLabAppSettings);
  checkIdleSettings(settings.codeEditorAppSettings);
  checkTools(world, place, settings);
  await roleForSageMaker(world, place, settings.executionRole);
}
