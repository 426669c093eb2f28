import { isRecord } from "../is-record";
import type { Clock } from "./clock";
import type { Request } from "./resource-type";
import { resourceTypes } from "./resource-types";
import { lambdaFunction } from "./resource-types/lambda";
import { type Server, startServer } from "./server";
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
    private readonly mistakes: unknown[],
  ) {}

  static async start(clock?: Clock): Promise<LocalAws> {
    const world = new World(clock);
    const sessions = new Sessions(world);
    const mistakes: unknown[] = [];
    const services = [new Sts(world, sessions), new SageMakerRuntime(world)];
    const server = await startServer(world, sessions, services, (error) => mistakes.push(error));
    return new LocalAws(world, sessions, new Lambda(world, sessions, server.url), server, mistakes);
  }

  /** Address of the server. */
  get url(): string {
    return this.server.url;
  }

  /** How many calls to AWS came in so far. */
  get requests(): number {
    return this.server.requests();
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
    const { id, state } = await type.make(request, this.world, this.previous(request));
    const { urn, stack, account, region } = request;
    const resource = { urn, type: request.type, stack, account, region, id, state };
    this.world.put(resource);
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
