import {
  type AppDetails,
  DeleteAppCommand,
  DeleteSpaceCommand,
  DeleteUserProfileCommand,
  paginateListApps,
  paginateListSpaces,
  paginateListUserProfiles,
  ResourceNotFound,
  type SageMakerClient,
} from "@aws-sdk/client-sagemaker";

/** Something that people made in a Studio domain, and no stack knows. */
export interface Content {
  /** As people name it, such as `JupyterLab default in space ann`. */
  readonly name: string;
  /** SageMaker's own word for where it stands. */
  readonly status: string;
  /** Asks SageMaker to delete it, which takes its time. What is gone already is no error. */
  remove(): Promise<void>;
}

/** What people make in domains, of one kind. */
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

function profiles(client: SageMakerClient, DomainId: string, own: readonly string[]): Kind {
  return {
    one: "user profile",
    many: "user profiles",
    async list() {
      const contents: Content[] = [];
      for await (const { UserProfiles = [] } of paginateListUserProfiles({ client }, { DomainIdEquals: DomainId })) {
        for (const { UserProfileName = "", Status: status = "" } of UserProfiles) {
          if (!own.includes(UserProfileName)) {
            contents.push({
              name: UserProfileName,
              status,
              remove: () => unlessGone(client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName }))),
            });
          }
        }
      }
      return contents;
    },
  };
}

/**
 * What people made in a domain, in the order in which it has to go: apps, the spaces that they run in, the profiles
 * that own the spaces. Source: SageMaker Developer Guide, "Delete an Amazon SageMaker AI domain".
 *
 * @param own names of the profiles that the stack made, and destroys by itself.
 */
export function studioKinds(client: SageMakerClient, domainId: string, own: readonly string[]): readonly Kind[] {
  return [apps(client, domainId), spaces(client, domainId), profiles(client, domainId, own)];
}
