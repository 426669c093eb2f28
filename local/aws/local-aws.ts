import { ApiGateway } from "./api-gateway/service";
import { Cognito } from "./cognito/service";
import type { Clock } from "./core/clock";
import type { Request } from "./core/resource-type";
import type { Run } from "./core/run";
import { type Delivery, type Interference, Server } from "./core/server";
import type { AwsRequest } from "./core/service";
import { Sessions } from "./core/sessions";
import { Stock } from "./core/stock";
import { type Resource, World } from "./core/world";
import { DynamoDb } from "./dynamodb/service";
import { Ec2 } from "./ec2/service";
import { Ecr } from "./ecr/service";
import { Iam } from "./iam/service";
import { LambdaApi } from "./lambda/api";
import { Lambda } from "./lambda/service";
import { internet, type Origin } from "./network/origin";
import { Organizations } from "./organizations/service";
import { Ram } from "./ram/service";
import type { Readings } from "./readings";
import { Route53Resolver } from "./route53-resolver/service";
import { S3 } from "./s3/service";
import { SageMaker } from "./sagemaker/service";
import { SageMakerRuntime } from "./sagemaker-runtime/service";
import { ServiceQuotas } from "./service-quotas/service";
import { Sts } from "./sts/service";
import { Studio } from "./studio/service";
import { StudioTokens } from "./studio/tokens";

/** The local AWS: accounts and resources, with the services that work on them, behind a server on loopback. */
export class LocalAws {
  private last: Promise<unknown> = Promise.resolve();
  private readonly stock: Stock;
  private readonly mistakes: unknown[] = [];
  /** Takes requests that the local AWS doesn't know. Default: they fail the run, since it proves nothing. */
  onMistake: (error: unknown) => void = (error) => this.mistakes.push(error);

  private constructor(
    readonly world: World,
    readonly sessions: Sessions,
    readonly lambda: Lambda,
    readonly apiGateway: ApiGateway,
    private readonly dynamoDb: DynamoDb,
    private readonly server: Server,
    /** Address of AWS as the internet finds it. */
    readonly url: string,
  ) {
    this.stock = new Stock(world, lambda);
  }

  /** @param readings how questions that AWS leaves open are answered. Default: as assumed. */
  static async start(clock?: Clock, readings?: Readings): Promise<LocalAws> {
    const world = new World(clock, readings);
    const sessions = new Sessions(world);
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
      new LambdaApi(world, lambda),
      new S3(world),
      apiGateway,
      new Ec2(world),
      new Iam(world),
      new Ram(world),
      new Route53Resolver(world),
      new ServiceQuotas(world),
      new Ecr(world),
      new Organizations(world),
    ];
    const server = new Server(world, sessions, services, (error) => aws.onMistake(error));
    const url = await server.address(internet, "eu-west-1");
    const aws: LocalAws = new LocalAws(world, sessions, lambda, apiGateway, dynamoDb, server, url);
    return aws;
  }

  /** Sends a request, addressed to one of AWS's host names, from a place in the network. */
  send(origin: Origin, request: AwsRequest): Promise<Delivery> {
    return this.server.send(origin, request);
  }

  /** The address at which a place in the network finds AWS, as SDKs take it. */
  addressOf(origin: Origin, region: string): Promise<string> {
    return this.server.address(origin, region);
  }

  /** Injects a fault before every service, in place of the previous one: AWS's bad days, for tests. */
  interfere(interference: Interference): void {
    this.server.interference = interference;
  }

  /** How many calls to AWS came in so far. */
  get requests(): number {
    return this.server.requests;
  }

  /**
   * Creates a resource, or updates the one with the same URN. One that AWS can't update is replaced at once.
   *
   * @param run the deployer's run that it is part of, which tells what may happen at the same time. Default: nothing.
   * @throws Error naming a type or input that the local AWS doesn't know; AwsError what AWS refuses.
   */
  put(request: Request, run?: Run): Promise<Resource<object>> {
    return this.inTurn(() => this.stock.put(request, run));
  }

  /**
   * Creates a resource. One that has its URN already is being replaced: it stays beside the new one until it is
   * deleted by its id.
   *
   * @param run as of {@link put}.
   * @throws Error naming a type or input that the local AWS doesn't know; AwsError what AWS refuses.
   */
  create(request: Request, run?: Run): Promise<Resource<object>> {
    return this.inTurn(() => this.stock.create(request, run));
  }

  /**
   * Updates a resource, which keeps its id.
   *
   * @param run as of {@link put}.
   * @throws Error when there is none, or when what changed makes another; AwsError what AWS refuses.
   */
  update(urn: string, id: string, request: Request, run?: Run): Promise<Resource<object>> {
    return this.inTurn(() => this.stock.update(urn, id, request, run));
  }

  /** A resource as AWS has it; undefined when it is gone. */
  read(urn: string, id: string): Resource | undefined {
    return this.stock.read(urn, id);
  }

  /**
   * Deletes a resource, with what AWS deletes along with it. One that is gone already is no error.
   *
   * @throws AwsError when AWS refuses, since something needs the resource.
   */
  delete(urn: string, id: string): Promise<void> {
    return this.inTurn(() => this.stock.delete(urn, id));
  }

  /** One after the other: two that are made at once could be given the same address. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return done;
  }

  /**
   * Ends the local AWS.
   *
   * @throws Error naming what a function asked for that the local AWS doesn't know; such a run proves nothing.
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
