import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../../common/is-record";
import { deleteResource } from "../deletions";
import { lambdaFunction } from "../lambda/kinds";
import type { Lambda } from "../lambda/service";
import { differences } from "../pulumi/inputs";
import { resourceTypeOf } from "../resource-types";
import { withIdsOf } from "./ids";
import type { Request } from "./resource-type";
import type { Run } from "./run";
import type { Resource, World } from "./world";

function isObject(resource: Resource | undefined): resource is Resource<object> {
  return isRecord(resource?.state);
}

/** A request whose ignored inputs are as they were asked for last. Source: Pulumi, the resource option `ignoreChanges`. */
function ignoring(request: Request, last: Request): Request {
  const { ignoreChanges = [] } = request;
  const isKept = ([key]: readonly [string, unknown]) => ignoreChanges.includes(key);
  const inputs = [
    ...Object.entries(request.inputs).filter((entry) => !isKept(entry)),
    ...Object.entries(last.inputs).filter(isKept),
  ];
  return { ...request, inputs: Object.fromEntries(inputs) };
}

/** Makes, changes and deletes what stacks ask for. Callers wait until the previous call is done. */
export class Stock {
  /** The latest inputs of the existing resources. */
  private readonly asked = new Map<string, Request>();
  /** How often something was made under a URN, so that what is made again there is another one. */
  private readonly makings = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly lambda: Lambda,
  ) {}

  /** Creates a resource, or updates or replaces the one with the same URN, as its inputs require. */
  async put(wanted: Request, run?: Run): Promise<Resource<object>> {
    const existing = this.world.get(wanted.urn);
    const last = existing && this.asked.get(wanted.urn);
    const request = last === undefined ? wanted : ignoring(wanted, last);
    if (isDeepStrictEqual(last, request) && isObject(existing)) {
      return existing;
    }
    if (existing === undefined || !this.isReplacedBy(existing, request)) {
      return this.make(request, existing, run);
    }
    // As an engine does that deletes before it replaces; other resources aren't asked whether they need the old one.
    this.world.remove(request.urn);
    try {
      return await this.make(request, undefined, run);
    } catch (error) {
      this.world.put(existing);
      throw error;
    }
  }

  async create(request: Request, run?: Run): Promise<Resource<object>> {
    const existing = this.world.get(request.urn);
    this.world.setAside(request.urn);
    try {
      return await this.make(request, undefined, run);
    } catch (error) {
      if (existing !== undefined) {
        this.world.takeBack(existing);
      }
      throw error;
    }
  }

  async update(urn: string, id: string, request: Request, run?: Run): Promise<Resource<object>> {
    const existing = this.read(urn, id);
    if (existing === undefined) {
      throw new Error(
        `${request.type} "${request.name}" of stack ${request.stack} is to be changed, but there is no ${id}`,
      );
    }
    const before = this.asked.get(urn)?.inputs ?? {};
    const made = await this.make(request, existing, run);
    if (made.id !== id) {
      const { changed } = differences(request.type, before, before, request.inputs);
      throw new Error(
        `${request.type} "${request.name}" became another resource by ${changed.join(", ")}: mark them forcesNew`,
      );
    }
    return made;
  }

  read(urn: string, id: string): Resource | undefined {
    const current = this.world.get(urn);
    return current?.id === id ? current : this.world.replaced(urn, id);
  }

  async delete(urn: string, id: string): Promise<void> {
    const resource = this.world.replaced(urn, id) ?? this.read(urn, id);
    if (resource === undefined) {
      return;
    }
    for (const gone of deleteResource(this.world, resource)) {
      this.asked.delete(gone.urn);
    }
    await this.recycle(resource);
  }

  private async make(request: Request, previous: Resource | undefined, run?: Run): Promise<Resource<object>> {
    const type = resourceTypeOf(request.type, request);
    if (this.world.readings["transit-gateway-changes"] === "refuses") {
      run?.begin(request);
    }
    const { urn, name, stack, account, region } = request;
    const making = (this.makings.get(urn) ?? 0) + 1;
    this.makings.set(urn, making);
    const made = await withIdsOf(`${urn} ${making}`, () => type.make(request, this.world, previous));
    const { id, state, parts = [] } = made;
    const place = { stack, account, region };
    const resource = { urn, type: request.type, ...place, id, state };
    this.world.put(resource);
    this.asked.set(urn, request);
    for (const part of parts) {
      const { token, suffix } = part;
      const partUrn = `${urn}$${token}::${name}${suffix}`;
      this.world.put({ urn: partUrn, type: token, ...place, id: part.id, state: part.state });
    }
    await this.recycle(resource);
    return resource;
  }

  /** Whether a resource must be replaced: it is elsewhere, or AWS can't change what differs. */
  private isReplacedBy({ urn, type, account, region }: Resource, request: Request): boolean {
    const before = this.asked.get(urn)?.inputs ?? {};
    const isElsewhere = account !== request.account || region !== request.region;
    return isElsewhere || differences(type, before, before, request.inputs).replaces.length > 0;
  }

  /** Ends a function's warm instances, which run its old code. */
  private async recycle({ type, account, region, id }: Resource): Promise<void> {
    if (type === lambdaFunction.token) {
      await this.lambda.recycle(`arn:aws:lambda:${region}:${account}:function:${id}`);
    }
  }
}
