import { isRecord } from "../is-record";
import type { Clock } from "./clock";
import { internet, type Origin } from "./network/origin";
import type { Request } from "./resource-type";
import { resourceTypes } from "./resource-types";
import { lambdaFunction } from "./resource-types/lambda";
import { type Delivery, Server } from "./server";
import type { AwsRequest } from "./service";
import { Lambda } from "./services/lambda";
import { SageMakerRuntime } from "./services/sagemaker-runtime";
import { Sts } from "./services/sts";
import { Sessions } from "./sessions";
import { type Resource, World } from "./world";

/** The local AWS: accounts and resources, with the services that work on them, behind a server on loopback. */
export class LocalAws {
  private constructor(
    readonly world: World,
    readonly sessions: Sessions,
    readonly lambda: Lambda,
    private readonly server: Server,
    /** Address of AWS as the internet finds it. */
    readonly url: string,
    private readonly mistakes: unknown[],
  ) {}

  static async start(clock?: Clock): Promise<LocalAws> {
    const world = new World(clock);
    const sessions = new Sessions(world);
    const mistakes: unknown[] = [];
    const services = [new Sts(world, sessions), new SageMakerRuntime(world)];
    const server = new Server(world, sessions, services, (error) => mistakes.push(error));
    const lambda = new Lambda(world, sessions, (origin, region) => server.address(origin, region));
    return new LocalAws(world, sessions, lambda, server, await server.address(internet, "eu-west-1"), mistakes);
  }

  /** Sends a request, addressed to one of AWS's host names, from a place in the network. */
  send(origin: Origin, request: AwsRequest): Promise<Delivery> {
    return this.server.send(origin, request);
  }

  /** How many calls to AWS came in so far. */
  get requests(): number {
    return this.server.requests;
  }

  /**
   * Creates a resource, or updates the one with the same URN.
   *
   * @throws Error naming a type or input that the local AWS doesn't know; AwsError what AWS refuses.
   */
  async put(request: Request): Promise<Resource<object>> {
    const type = resourceTypes.find(({ token }) => token === request.type);
    if (type === undefined) {
      throw new Error(
        `${request.type} "${request.name}" in stack ${request.stack} is a type that the local AWS doesn't know: add it to local/aws/resource-types`,
      );
    }
    const { id, state, parts = [] } = await type.make(request, this.world, this.previous(request));
    const { urn, stack, account, region } = request;
    const place = { stack, account, region };
    const resource = { urn, type: request.type, ...place, id, state };
    this.world.put(resource);
    for (const part of parts) {
      const { token, name } = part;
      this.world.put({ urn: `${urn}$${token}::${name}`, type: token, ...place, id: part.id, state: part.state });
    }
    if (request.type === lambdaFunction.token) {
      await this.lambda.recycle(`arn:aws:lambda:${region}:${account}:function:${id}`);
    }
    return resource;
  }

  /** The resource that a request updates. Another name or place makes another resource, and the old one goes away. */
  private previous({ urn, account, region, inputs }: Request): Resource | undefined {
    const existing = this.world.get(urn);
    const isSame =
      existing?.account === account &&
      existing.region === region &&
      isRecord(existing.state) &&
      existing.state.name === inputs.name;
    return isSame ? existing : undefined;
  }

  /**
   * Ends the local AWS.
   *
   * @throws Error what a function asked of the local AWS that it doesn't know; such a run proves nothing.
   */
  async close(): Promise<void> {
    await this.lambda.close();
    await this.server.close();
    const [mistake] = this.mistakes;
    if (mistake !== undefined) {
      throw mistake;
    }
  }
}
