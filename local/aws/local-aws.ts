import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../infra/support/is-record";
import type { Clock } from "./clock";
import { internet, type Origin } from "./network/origin";
import type { Request } from "./resource-type";
import { resourceTypes } from "./resource-types";
import { lambdaFunction } from "./resource-types/lambda";
import { type Delivery, Server } from "./server";
import type { AwsRequest } from "./service";
import { ApiGateway } from "./services/api-gateway";
import { Cognito } from "./services/cognito";
import { DynamoDb } from "./services/dynamodb";
import { Lambda } from "./services/lambda";
import { SageMaker } from "./services/sagemaker";
import { SageMakerRuntime } from "./services/sagemaker-runtime";
import { Sts } from "./services/sts";
import { Studio } from "./services/studio";
import { StudioTokens } from "./services/studio-tokens";
import { Sessions } from "./sessions";
import { type Resource, World } from "./world";

function isObject(resource: Resource | undefined): resource is Resource<object> {
  return isRecord(resource?.state);
}

/** The local AWS: accounts and resources, with the services that work on them, behind a server on loopback. */
export class LocalAws {
  private last: Promise<unknown> = Promise.resolve();
  private readonly made = new Map<string, Request>();

  private constructor(
    readonly world: World,
    readonly sessions: Sessions,
    readonly lambda: Lambda,
    readonly apiGateway: ApiGateway,
    private readonly dynamoDb: DynamoDb,
    private readonly server: Server,
    /** Address of AWS as the internet finds it. */
    readonly url: string,
    private readonly mistakes: unknown[],
  ) {}

  static async start(clock?: Clock): Promise<LocalAws> {
    const world = new World(clock);
    const sessions = new Sessions(world);
    const mistakes: unknown[] = [];
    const lambda: Lambda = new Lambda(world, sessions, (origin, region) => server.address(origin, region));
    const dynamoDb = new DynamoDb(world);
    const apiGateway = new ApiGateway(world, (place, name, event) => lambda.invoke(place, name, event));
    const tokens = new StudioTokens(world);
    const services = [
      new Sts(world, sessions),
      new SageMakerRuntime(world),
      new SageMaker(world, tokens),
      new Studio(world, tokens),
      new Cognito(world),
      dynamoDb,
      apiGateway,
    ];
    const server = new Server(world, sessions, services, (error) => mistakes.push(error));
    const url = await server.address(internet, "eu-west-1");
    return new LocalAws(world, sessions, lambda, apiGateway, dynamoDb, server, url, mistakes);
  }

  /** Sends a request, addressed to one of AWS's host names, from a place in the network. */
  send(origin: Origin, request: AwsRequest): Promise<Delivery> {
    return this.server.send(origin, request);
  }

  /** The address at which a place in the network finds AWS, as SDKs take it. */
  addressOf(origin: Origin, region: string): Promise<string> {
    return this.server.address(origin, region);
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
  put(request: Request): Promise<Resource<object>> {
    // One after the other: two that are made at once could be given the same address.
    const made = this.last.then(() => this.make(request));
    this.last = made.catch(() => {});
    return made;
  }

  private async make(request: Request): Promise<Resource<object>> {
    const type = resourceTypes.find(({ token }) => token === request.type);
    if (type === undefined) {
      throw new Error(
        `${request.type} "${request.name}" in stack ${request.stack} is a type that the local AWS doesn't know: add it to local/aws/resource-types`,
      );
    }
    const unchanged = this.unchanged(request);
    if (unchanged !== undefined) {
      return unchanged;
    }
    const { id, state, parts = [] } = await type.make(request, this.world, this.previous(request));
    const { urn, stack, account, region } = request;
    const place = { stack, account, region };
    const resource = { urn, type: request.type, ...place, id, state };
    this.world.put(resource);
    this.made.set(urn, request);
    for (const part of parts) {
      const { token, name } = part;
      this.world.put({ urn: `${urn}$${token}::${name}`, type: token, ...place, id: part.id, state: part.state });
    }
    if (request.type === lambdaFunction.token) {
      await this.lambda.recycle(`arn:aws:lambda:${region}:${account}:function:${id}`);
    }
    return resource;
  }

  /** The resource of a request that asks for nothing else than the last one: an engine finds no difference. */
  private unchanged(request: Request): Resource<object> | undefined {
    const existing = this.world.get(request.urn);
    return isDeepStrictEqual(this.made.get(request.urn), request) && isObject(existing) ? existing : undefined;
  }

  /** The resource that a request updates. Another name or place makes another resource, and the old one goes away. */
  private previous({ urn, account, region, inputs }: Request): Resource | undefined {
    const existing = this.world.get(urn);
    const isSame =
      existing?.account === account &&
      existing.region === region &&
      isRecord(existing.state) &&
      existing.state.name === (inputs.name ?? existing.state.name);
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
    await this.dynamoDb.close();
    const [mistake] = this.mistakes;
    if (mistake !== undefined) {
      throw mistake;
    }
  }
}
