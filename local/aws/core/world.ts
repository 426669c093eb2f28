import type { Guardrails } from "../iam/guardrails";
import { Availability } from "../network/availability";
import { assumedReadings, type Readings } from "../readings";
import { type Clock, systemClock } from "./clock";
import { Trail } from "./trail";

/** An account's place in an organization. */
export interface Membership {
  readonly id: string;
  readonly path: string;
  /** Whether members share by RAM without invitations, a setting of the organization. Default: true. */
  readonly sharesWithin?: boolean | undefined;
}

/** An AWS account. */
export interface Account {
  readonly id: string;
  /** The organization that the account is a member of, and its path there as `aws:PrincipalOrgPaths` has it. */
  readonly organization?: Membership | undefined;
  /** Characters that IAM accepts in a trust policy, where the account had its quota raised. */
  readonly trustPolicyQuota?: number | undefined;
}

/** Where a resource is. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** A resource of a stack, as AWS has it. */
export interface Resource<State = unknown> extends Place {
  readonly urn: string;
  readonly type: string;
  readonly stack: string;
  readonly id: string;
  readonly state: State;
}

/** A SageMaker endpoint and who answers for it. */
export interface HostedEndpoint extends Place {
  readonly name: string;
  readonly inferenceComponents: readonly string[];
  /** Address of the model, an HTTP server that speaks SageMaker's container contract; undefined where nothing answers. */
  readonly model: URL | undefined;
}

/** A kind of resource, by its type's token, with the state that AWS keeps of it. */
export interface Kind<State> {
  readonly token: string;
  /** Carries the state's type; no value has it. */
  readonly state?: State;
}

/** Names a kind of resource: `kind<Vpc>("aws:ec2/vpc:Vpc")`. */
export function kind<State = object>(token: string): Kind<State> {
  return { token };
}

function isOfType<State>(type: Kind<State>, resource: Resource): resource is Resource<State> {
  return resource.type === type.token;
}

/** A list by type holds one type only, so the first tells. */
function areOfType<State>(type: Kind<State>, list: readonly Resource[]): list is readonly Resource<State>[] {
  return list.slice(0, 1).every((resource) => isOfType(type, resource));
}

/** The key of a resource that another one of its URN replaces. */
function replacedUrn({ urn, id }: Pick<Resource, "urn" | "id">): string {
  return `${urn} replaced: ${id}`;
}

/** Everything that exists on the local AWS: accounts, resources, endpoints, and what was decided about calls. */
export class World {
  readonly trail = new Trail();
  readonly availability = new Availability();
  /** What an organization lays over its accounts' own policies. Default: nothing. */
  guardrails: Guardrails | undefined;
  private readonly accounts = new Map<string, Account>();
  private readonly resources = new Map<string, Resource>();
  /** The same by type, since most questions are for one. */
  private readonly byType = new Map<string, Map<string, Resource>>();
  /** Each type's as a list, for as long as none comes or goes. */
  private readonly lists = new Map<string, readonly Resource[]>();
  /** The lists that the work at hand looks at. */
  private watched = new Map<string, readonly Resource[]>();
  private readonly endpoints: HostedEndpoint[] = [];
  /**
   * The server that answers for a model of a stack, by the content of its data in base64, where a stack put them there.
   * Default: nothing answers.
   */
  serverOf: (content: string | undefined) => URL | undefined = () => undefined;

  constructor(
    readonly clock: Clock = systemClock,
    /** How questions that AWS leaves open are answered here. */
    readonly readings: Readings = assumedReadings,
  ) {}

  /** Opens an account, or moves it to where it belongs now. */
  openAccount(account: Account): void {
    this.accounts.set(account.id, account);
  }

  account(id: string): Account | undefined {
    return this.accounts.get(id);
  }

  put(resource: Resource): void {
    this.resources.set(resource.urn, resource);
    const peers = this.byType.get(resource.type) ?? new Map<string, Resource>();
    this.byType.set(resource.type, peers.set(resource.urn, resource));
    this.lists.delete(resource.type);
  }

  remove(urn: string): void {
    const resource = this.resources.get(urn);
    if (resource !== undefined) {
      this.resources.delete(urn);
      this.byType.get(resource.type)?.delete(urn);
      this.lists.delete(resource.type);
    }
  }

  get(urn: string): Resource | undefined {
    return this.resources.get(urn);
  }

  /** Makes room for the resource that replaces another: both are there until the old one is deleted. */
  setAside(urn: string): void {
    const resource = this.resources.get(urn);
    if (resource !== undefined) {
      this.remove(urn);
      this.put({ ...resource, urn: replacedUrn(resource) });
    }
  }

  /** Puts a resource back that was set aside; the one that was to replace it never came. */
  takeBack(resource: Resource): void {
    this.remove(replacedUrn(resource));
    this.put(resource);
  }

  /** A resource that was set aside. */
  replaced(urn: string, id: string): Resource | undefined {
    return this.resources.get(replacedUrn({ urn, id }));
  }

  /** Every resource, in the order in which they came. */
  everything(): Resource[] {
    return [...this.resources.values()];
  }

  /** Every account. */
  everyAccount(): Account[] {
    return [...this.accounts.values()];
  }

  ofStack(stack: string): Resource[] {
    return [...this.resources.values()].filter((resource) => resource.stack === stack);
  }

  /** All resources of a type in an account. */
  list<State>(type: Kind<State>, account: string): Resource<State>[] {
    return this.all(type).filter((resource) => resource.account === account);
  }

  /** All resources of a type that an account has in a region. */
  here<State>(type: Kind<State>, { account, region }: Place): Resource<State>[] {
    return this.all(type).filter((resource) => resource.account === account && resource.region === region);
  }

  /** All resources of a type, in every account. */
  all<State>(type: Kind<State>): readonly Resource<State>[] {
    const known = this.look(type.token);
    return areOfType(type, known) ? known : [];
  }

  /** A resource by its id, in whatever account it is. */
  find<State>(type: Kind<State>, id: string): Resource<State> | undefined {
    return this.all(type).find((resource) => resource.id === id);
  }

  /** The list of a type's resources, another one after each change. */
  look(token: string): readonly Resource[] {
    const known = this.lists.get(token) ?? [...(this.byType.get(token)?.values() ?? [])];
    this.lists.set(token, known);
    this.watched.set(token, known);
    return known;
  }

  /** Does some work, and tells the lists that it looked at. */
  watch<T>(work: () => T): { readonly value: T; readonly lists: ReadonlyMap<string, readonly Resource[]> } {
    const outer = this.watched;
    const lists = new Map<string, readonly Resource[]>();
    this.watched = lists;
    try {
      return { value: work(), lists };
    } finally {
      this.watched = outer;
      for (const [token, list] of lists) {
        outer.set(token, list);
      }
    }
  }

  hostEndpoint(endpoint: HostedEndpoint): void {
    this.endpoints.push(endpoint);
  }

  /** An endpoint that exists apart from the stacks, by its name, whose case counts. Source: SageMaker API, CreateEndpoint, `EndpointName`. */
  endpoint(place: Place, name: string): HostedEndpoint | undefined {
    return this.endpoints.find(
      (endpoint) => endpoint.account === place.account && endpoint.region === place.region && endpoint.name === name,
    );
  }
}
