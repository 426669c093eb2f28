import { CreatePresignedDomainUrlCommand } from "@aws-sdk/client-sagemaker";
import { isThrottling } from "../lib/sdk-error";
import type { Directory, User } from "./directory";
import { findDomain, type Home, type Homes, type SageMaker } from "./domains";
import { noProfile, noSpace, Refused } from "./refused";
import type { StudioRequest } from "./request";
import type { UserClients } from "./user-clients";

/** Lifetimes of a URL and its session. */
export interface Lifetimes {
  /** Seconds until an unused URL ends, 5 to 300. */
  readonly urlSeconds: number;
  /** Length of a Studio session in seconds, 1800 to 43200. */
  readonly sessionSeconds: number;
}

/** What a presigned URL is made with. */
export interface Studio {
  readonly directory: Pick<Directory, "user" | "lob">;
  readonly homes: Homes;
  readonly clients: UserClients<SageMaker>;
  readonly lifetimes: Lifetimes;
  /** What a domain's name begins with before its line of business's. Default: nothing. */
  readonly domainPrefix?: string;
}

/** One user's request, on its way. */
interface Visit {
  readonly request: StudioRequest;
  readonly user: User;
  readonly abortSignal: AbortSignal;
}

function isNamed(error: unknown, ...names: readonly string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}

async function lookUpHome({ directory, homes, clients, domainPrefix = "" }: Studio, visit: Visit): Promise<Home> {
  const { request, user, abortSignal } = visit;
  const place = await directory.lob(user.lob, abortSignal);
  const domainId = await findDomain(clients.of(request.userId, place), `${domainPrefix}${user.lob}`, abortSignal);
  const home = { ...place, domainId };
  homes.set(user.lob, home);
  return home;
}

/** The URL, or undefined if SageMaker doesn't find what it should open. */
async function create({ clients, lifetimes }: Studio, home: Home, visit: Visit): Promise<string | undefined> {
  const { request, user, abortSignal } = visit;
  const command = new CreatePresignedDomainUrlCommand({
    DomainId: home.domainId,
    UserProfileName: user.profileName,
    SessionExpirationDurationInSeconds: lifetimes.sessionSeconds,
    ExpiresInSeconds: lifetimes.urlSeconds,
    LandingUri: request.landingUri,
    SpaceName: request.space,
  });
  try {
    const client = clients.of(request.userId, home);
    const { AuthorizedUrl: url } = await client.call((sagemaker) => sagemaker.send(command, { abortSignal }));
    if (url === undefined || url === "") {
      throw new Error("SageMaker answered CreatePresignedDomainUrl without a URL");
    }
    return url;
  } catch (error) {
    if (isNamed(error, "ResourceNotFound")) {
      return undefined;
    }
    if (isNamed(error, "ValidationException", "ValidationError") && (request.landingUri ?? request.space)) {
      const message = "Studio does not take these parameters: change landingUri and space, or leave them out";
      throw new Refused({ statusCode: 400, code: "BadRequest", message }, `${error.name}: ${error.message}`);
    }
    throw error;
  }
}

/**
 * The home to try first, and how to look for another one: a cached domain may be gone, and one that has just been
 * looked up exists.
 */
async function urlFor(studio: Studio, visit: Visit): Promise<string | undefined> {
  const known = studio.homes.get(visit.user.lob);
  if (known !== undefined) {
    const url = await create(studio, known, visit);
    if (url !== undefined) {
      return url;
    }
  }
  const home = await lookUpHome(studio, visit);
  const isAsKnown = known?.domainId === home.domainId && known.accountId === home.accountId;
  return isAsKnown ? undefined : create(studio, home, visit);
}

/**
 * Makes a URL that opens Studio as the user of a request, in the domain of the user's line of business.
 *
 * @throws Refused, and whatever AWS's calls throw.
 */
export async function presignedUrl(studio: Studio, request: StudioRequest, abortSignal: AbortSignal): Promise<string> {
  const user = await studio.directory.user(request.userId, abortSignal);
  const visit = { request, user, abortSignal };
  const url = await urlFor(studio, visit).catch((error: unknown) => {
    // The cached home may be out of date; throttling asks for fewer calls, not more.
    if (!isThrottling(error)) {
      studio.homes.forget(user.lob);
    }
    throw error;
  });
  if (url === undefined) {
    const what = `profile ${user.profileName}${request.space === undefined ? "" : ` or space ${request.space}`}`;
    throw (request.space === undefined ? noProfile : noSpace)(`no ${what} in the domain of lob ${user.lob}`);
  }
  return url;
}
