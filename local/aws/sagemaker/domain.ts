import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { inventText } from "../core/ids";
import { forcesNew, setOf } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { requireUsable } from "../kms/use";
import { refuse } from "../refusals";
import { type Domain, domain, userProfile } from "./kinds";
import { checkNetwork, checkUserSettings, userSettings } from "./settings";

/** Names of domains and profiles. Source: SageMaker API, CreateDomain and CreateUserProfile. */
export const studioName = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

function checkName(member: string, name: string): void {
  if (!studioName.test(name)) {
    refuse(
      "R60",
      `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`,
    );
  }
}

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

function inventDomainId(): string {
  return `d-${inventText(12, alphabet)}`;
}

/** What the provider sends to UpdateDomain. Tags go by calls of their own, and whatever else differs makes another domain. */
type Updated = Pick<Domain, "appNetworkAccessType" | "defaultUserSettings" | "domainSettings">;

function settingsOf({ appNetworkAccessType, defaultUserSettings, domainSettings }: Updated): object {
  return { appNetworkAccessType, defaultUserSettings, domainSettings };
}

/**
 * Refuses to change a domain that stands and is VpcOnly: the provider sends the type of network with every change, and
 * SageMaker then wants VPC and subnets as well, which the provider doesn't send: the open question `update-domain`.
 *
 * Source: hashicorp/terraform-provider-aws, issue 45528, and `internal/service/sagemaker/domain.go`.
 */
function checkUpdate(world: World, wanted: Updated, before: Updated | undefined): void {
  const isUpdate = before !== undefined && !isDeepStrictEqual(settingsOf(before), settingsOf(wanted));
  if (isUpdate && wanted.appNetworkAccessType === "VpcOnly" && world.readings["update-domain"] === "refused") {
    refuse("R123", "VpcId and Subnet IDs are required for updating domains to VpcOnly mode.");
  }
}

/** A domain. SageMaker allows two of one name, so the local AWS does, too. */
export const domainType = resourceType(
  domain,
  {
    domainName: forcesNew(v.string()),
    authMode: forcesNew(v.picklist(["IAM", "SSO"])),
    appNetworkAccessType: v.optional(v.picklist(["VpcOnly", "PublicInternetOnly"]), "PublicInternetOnly"),
    vpcId: forcesNew(v.string()),
    subnetIds: forcesNew(setOf(v.string())),
    defaultUserSettings: userSettings,
    domainSettings: v.optional(
      v.strictObject({ executionRoleIdentityConfig: v.optional(v.picklist(["USER_PROFILE_NAME", "DISABLED"])) }),
    ),
    kmsKeyId: forcesNew(v.optional(v.string())),
    retentionPolicy: forcesNew(v.optional(v.strictObject({ homeEfsFileSystem: v.picklist(["Retain", "Delete"]) }))),
    tags,
  },
  async (inputs, place, world, previous) => {
    const { account, region } = place;
    const { defaultUserSettings: settings } = inputs;
    checkName("domainName", inputs.domainName);
    checkNetwork(world, place, inputs);
    const id = previous?.id ?? inventDomainId();
    const homeEfsFileSystemId = previous?.state.homeEfsFileSystemId ?? `fs-${inventDomainId().slice(2)}`;
    await requireUsable(world, place, "sagemaker", inputs.kmsKeyId);
    checkUpdate(world, inputs, previous?.state);
    await checkUserSettings(world, place, inputs.vpcId, settings);
    return {
      id,
      state: {
        ...inputs,
        arn: `arn:aws:sagemaker:${region}:${account}:domain/${id}`,
        url: `https://${id}.studio.${region}.sagemaker.aws`,
        homeEfsFileSystemId,
        created: previous?.state.created ?? world.clock.now().toISOString(),
      },
    };
  },
  { bookkeeping: ["created", "status", "isSeen"] },
);

/** A domain that the account has in the region. */
export function ownDomain(world: World, place: Place, id: string) {
  return world.here(domain, place).find((other) => other.id === id);
}

/** A profile of a domain that the account has in the region. */
export function ownProfile(world: World, place: Place, domainId: string, name: string) {
  return world
    .here(userProfile, place)
    .find(({ state }) => state.domainId === domainId && state.userProfileName === name);
}

export const userProfileType = resourceType(
  userProfile,
  {
    domainId: forcesNew(v.string()),
    userProfileName: forcesNew(v.string()),
    userSettings: v.optional(userSettings),
    tags,
  },
  async (inputs, place, world, previous) => {
    const { domainId, userProfileName: name, userSettings: settings } = inputs;
    const { account, region } = place;
    checkName("userProfileName", name);
    const home = ownDomain(world, place, domainId);
    if (home === undefined) {
      refuse("R61", `Domain [${domainId}] does not exist.`);
    }
    const existing = ownProfile(world, place, domainId, name);
    if (existing !== undefined && existing.urn !== previous?.urn) {
      refuse("R62", `UserProfile [${name}] already exists in Domain [${domainId}].`);
    }
    if (settings !== undefined) {
      await checkUserSettings(world, place, home.state.vpcId, settings);
    }
    const arn = `arn:aws:sagemaker:${region}:${account}:user-profile/${domainId}/${name}`;
    return { id: arn, state: { ...inputs, arn, created: existing?.state.created ?? world.clock.now().toISOString() } };
  },
  { bookkeeping: ["created", "status", "isSeen"] },
);
