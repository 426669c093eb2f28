import {
  type DomainDetails,
  type DomainStatus,
  ListDomainsCommand,
  type SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import type { RoleClient } from "../lib/role-client";
import type { LobPlace } from "./directory";
import { noDomain } from "./refused";

/** The part of SageMaker's client that is used. */
export type SageMaker = Pick<SageMakerClient, "send">;

/** Domains that people can work in, also while one is being changed or after a failed change. */
const usable: ReadonlySet<DomainStatus | undefined> = new Set<DomainStatus>(["InService", "Updating", "Update_Failed"]);

/** The most that ListDomains gives at once. Source: SageMaker API, ListDomains, `MaxResults`. */
const pageSize = 100;

async function listDomains(client: RoleClient<SageMaker>, abortSignal: AbortSignal): Promise<DomainDetails[]> {
  const domains: DomainDetails[] = [];
  let token: string | undefined;
  do {
    const command = new ListDomainsCommand({ MaxResults: pageSize, NextToken: token });
    const page = await client.call((sagemaker) => sagemaker.send(command, { abortSignal }));
    domains.push(...(page.Domains ?? []));
    token = page.NextToken;
  } while (token !== undefined && token !== "");
  return domains;
}

/**
 * Finds the id of the domain that has exactly a name, among all domains of the client's account and region.
 *
 * @throws Refused, when there is none that can be used, or more than one.
 */
export async function findDomain(
  client: RoleClient<SageMaker>,
  name: string,
  abortSignal: AbortSignal,
): Promise<string> {
  const named = (await listDomains(client, abortSignal)).filter(({ DomainName }) => DomainName === name);
  const ids = named.filter(({ Status }) => usable.has(Status)).flatMap(({ DomainId }) => DomainId ?? []);
  const [id, ...others] = ids;
  if (id === undefined) {
    const states = named.map(({ DomainId, Status }) => `${DomainId} is ${Status}`).join(", ");
    throw noDomain(`no domain ${name} that can be used${states && `: ${states}`}`);
  }
  if (others.length > 0) {
    throw noDomain(`several domains ${name}: ${ids.join(", ")}`);
  }
  return id;
}

/** Where a line of business's domain is. */
export interface Home extends LobPlace {
  readonly domainId: string;
}

/** Milliseconds that a home is cached: operators' changes are seen after that at the latest. */
const rememberedFor = 5 * 60_000;

/** A cache of the homes that were looked up in the last five minutes. */
export class Homes {
  private readonly homes = new Map<string, { readonly home: Home; readonly until: number }>();

  /** The home of a line of business, if it is cached. */
  get(lob: string): Home | undefined {
    const known = this.homes.get(lob);
    return known !== undefined && Date.now() < known.until ? known.home : undefined;
  }

  set(lob: string, home: Home): void {
    this.homes.set(lob, { home, until: Date.now() + rememberedFor });
  }

  forget(lob: string): void {
    this.homes.delete(lob);
  }
}
