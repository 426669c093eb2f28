import {
  type AppDetails,
  DeleteAppCommand,
  DeleteDomainCommand,
  DeleteSpaceCommand,
  DeleteUserProfileCommand,
  DescribeDomainCommand,
  type DomainDetails,
  paginateListApps,
  paginateListDomains,
  paginateListSpaces,
  paginateListUserProfiles,
  ResourceNotFound,
  type SageMakerClient,
  type SpaceDetails,
} from "@aws-sdk/client-sagemaker";
import type { StackState } from "../engine/stack-state";

/** A Studio domain, or something in one. */
export interface Content {
  /** Its name in messages, such as `JupyterLab default in space ann`. */
  readonly name: string;
  /** SageMaker's own status of it. */
  readonly status: string;
  /** Asks SageMaker to delete it, which takes a while. It isn't an error if it is gone already. */
  remove(): Promise<void>;
}

/** Domains, or what is in one, of one kind. */
export interface Kind {
  readonly one: string;
  readonly many: string;
  /** What exists, or is being deleted. */
  list(): Promise<Content[]>;
}

async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ResourceNotFound)) {
      throw error;
    }
  }
}

function appContent(client: SageMakerClient, DomainId: string, app: AppDetails): Content {
  const { AppType, AppName, SpaceName, UserProfileName, Status: status = "" } = app;
  const [place, owner] =
    SpaceName === undefined ? [`of ${UserProfileName}`, { UserProfileName }] : [`in space ${SpaceName}`, { SpaceName }];
  return {
    name: `${AppType} ${AppName} ${place}`,
    status,
    remove: () => unlessGone(client.send(new DeleteAppCommand({ DomainId, AppType, AppName, ...owner }))),
  };
}

/** The spaces of a domain, or those that a profile owns. */
async function spacesIn(client: SageMakerClient, DomainId: string, owner?: string): Promise<SpaceDetails[]> {
  const found: SpaceDetails[] = [];
  for await (const { Spaces = [] } of paginateListSpaces({ client }, { DomainIdEquals: DomainId })) {
    found.push(...Spaces);
  }
  return owner === undefined
    ? found
    : found.filter(({ OwnershipSettingsSummary: of }) => of?.OwnerUserProfileName === owner);
}

/** The apps of a domain, or those of a profile and of the spaces that it owns. */
async function appsIn(client: SageMakerClient, DomainId: string, owner?: string): Promise<AppDetails[]> {
  const found: AppDetails[] = [];
  for await (const { Apps = [] } of paginateListApps({ client }, { DomainIdEquals: DomainId })) {
    found.push(...Apps);
  }
  if (owner === undefined) {
    return found;
  }
  const names = (await spacesIn(client, DomainId, owner)).map(({ SpaceName }) => SpaceName);
  return found.filter(({ SpaceName, UserProfileName }) =>
    SpaceName === undefined ? UserProfileName === owner : names.includes(SpaceName),
  );
}

function apps(client: SageMakerClient, DomainId: string, owner?: string): Kind {
  return {
    one: "app",
    many: "apps",
    async list() {
      const found = await appsIn(client, DomainId, owner);
      const contents = found.map((app) => appContent(client, DomainId, app));
      // A deleted app is listed for another day; a failed one can't be deleted and blocks nothing.
      return contents.filter(({ status }) => status !== "Deleted" && status !== "Failed");
    },
  };
}

function spaces(client: SageMakerClient, DomainId: string, owner?: string): Kind {
  return {
    one: "space",
    many: "spaces",
    async list() {
      const found = await spacesIn(client, DomainId, owner);
      return found.map(({ SpaceName, Status: status = "" }) => ({
        name: SpaceName ?? "",
        status,
        remove: () => unlessGone(client.send(new DeleteSpaceCommand({ DomainId, SpaceName }))),
      }));
    },
  };
}

function profiles(client: SageMakerClient, DomainId: string): Kind {
  return {
    one: "user profile",
    many: "user profiles",
    async list() {
      const contents: Content[] = [];
      for await (const { UserProfiles = [] } of paginateListUserProfiles({ client }, { DomainIdEquals: DomainId })) {
        for (const { UserProfileName = "", Status: status = "" } of UserProfiles) {
          contents.push({
            name: UserProfileName,
            status,
            remove: () => unlessGone(client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName }))),
          });
        }
      }
      return contents;
    },
  };
}

/**
 * What is in a domain, in the order of deletion: apps, the spaces that they run in, the profiles that own the spaces.
 * Source: SageMaker Developer Guide, "Delete an Amazon SageMaker AI domain".
 */
export function studioKinds(client: SageMakerClient, domainId: string): readonly Kind[] {
  return [apps(client, domainId), spaces(client, domainId), profiles(client, domainId)];
}

/** What a profile has in a domain: apps of its own and in the spaces that it owns, then these spaces. */
export function personalKinds(client: SageMakerClient, domainId: string, profile: string): readonly Kind[] {
  return [apps(client, domainId, profile), spaces(client, domainId, profile)];
}

/** Every domain that the account has in the region, also those that are being deleted. */
export async function allDomains(client: SageMakerClient): Promise<DomainDetails[]> {
  const domains: DomainDetails[] = [];
  for await (const { Domains = [] } of paginateListDomains({ client }, {})) {
    domains.push(...Domains);
  }
  return domains;
}

/** Whether a domain is in one of the VPCs; false if it is gone. */
async function isInVpc(client: SageMakerClient, DomainId: string, vpcIds: readonly string[]): Promise<boolean> {
  try {
    const { VpcId = "" } = await client.send(new DescribeDomainCommand({ DomainId }));
    return vpcIds.includes(VpcId);
  } catch (error) {
    if (error instanceof ResourceNotFound) {
      return false;
    }
    throw error;
  }
}

/**
 * A LOB's domains in AWS: those in the stack's state, and those of the LOB's name in the stack's own VPC, from an
 * interrupted run.
 *
 * @returns their ids; mostly one, or none if it is gone already.
 */
export async function domainsOf(
  client: SageMakerClient,
  lob: string,
  { domainIds, vpcIds }: Pick<StackState, "domainIds" | "vpcIds">,
): Promise<string[]> {
  const own: string[] = [];
  for (const { DomainId = "", DomainName } of await allDomains(client)) {
    if (domainIds.includes(DomainId) || (DomainName === lob && (await isInVpc(client, DomainId, vpcIds)))) {
      own.push(DomainId);
    }
  }
  return own;
}

/** One domain, to be deleted once it is empty. */
export function domainKind(client: SageMakerClient, DomainId: string, HomeEfsFileSystem: "Retain" | "Delete"): Kind {
  const RetentionPolicy = { HomeEfsFileSystem };
  return {
    one: "Studio domain",
    many: "Studio domains",
    async list() {
      const found = (await allDomains(client)).filter((domain) => domain.DomainId === DomainId);
      return found.map(({ Status: status = "" }) => ({
        name: DomainId,
        status,
        remove: () => unlessGone(client.send(new DeleteDomainCommand({ DomainId, RetentionPolicy }))),
      }));
    },
  };
}
