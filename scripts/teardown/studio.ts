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
} from "@aws-sdk/client-sagemaker";
import type { StackState } from "./stack-state";

/** A Studio domain, or something in one. */
export interface Content {
  /** As people name it, such as `JupyterLab default in space ann`. */
  readonly name: string;
  /** SageMaker's own word for where it stands. */
  readonly status: string;
  /** Asks SageMaker to delete it, which takes its time. What is gone already is no error. */
  remove(): Promise<void>;
}

/** Domains, or what is in one, of one kind. */
export interface Kind {
  readonly one: string;
  readonly many: string;
  /** What is there, or is going away. */
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

function apps(client: SageMakerClient, DomainId: string): Kind {
  return {
    one: "app",
    many: "apps",
    async list() {
      const contents: Content[] = [];
      for await (const { Apps = [] } of paginateListApps({ client }, { DomainIdEquals: DomainId })) {
        contents.push(...Apps.map((app) => appContent(client, DomainId, app)));
      }
      // A deleted app is listed for a day longer, and one that failed can't be deleted and hinders nobody.
      return contents.filter(({ status }) => status !== "Deleted" && status !== "Failed");
    },
  };
}

function spaces(client: SageMakerClient, DomainId: string): Kind {
  return {
    one: "space",
    many: "spaces",
    async list() {
      const contents: Content[] = [];
      for await (const { Spaces = [] } of paginateListSpaces({ client }, { DomainIdEquals: DomainId })) {
        for (const { SpaceName, Status: status = "" } of Spaces) {
          contents.push({
            name: SpaceName ?? "",
            status,
            remove: () => unlessGone(client.send(new DeleteSpaceCommand({ DomainId, SpaceName }))),
          });
        }
      }
      return contents;
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
 * What is in a domain, in the order in which it has to go: apps, the spaces that they run in, the profiles that own the
 * spaces. Source: SageMaker Developer Guide, "Delete an Amazon SageMaker AI domain".
 */
export function studioKinds(client: SageMakerClient, domainId: string): readonly Kind[] {
  return [apps(client, domainId), spaces(client, domainId), profiles(client, domainId)];
}

/** Every domain that the account has in the region, also those that are being deleted. */
export async function allDomains(client: SageMakerClient): Promise<DomainDetails[]> {
  const domains: DomainDetails[] = [];
  for await (const { Domains = [] } of paginateListDomains({ client }, {})) {
    domains.push(...Domains);
  }
  return domains;
}

/** Whether a domain is in one of the VPCs; not when it is gone. */
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
 * A LOB's domains that AWS has: those that the stack's state has, and those of the LOB's name in the stack's own VPC,
 * which a run made that was cut off.
 *
 * @returns their ids; mostly one, or none when it is gone already.
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

/** One domain, to be deleted when nothing is in it. */
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
