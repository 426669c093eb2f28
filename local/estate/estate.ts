import * as v from "valibot";
import { invokerNames, streamerNames } from "../../infra/support/naming";
import { type Invocation, LocalAws, type Membership, MovableClock, rolePolicy, type TrailEvent } from "../aws";
import type { Readings } from "../aws/readings";
import "../support/sdk-warning";
import { sampleArchive } from "../../infra/models/sample-archive";
import { accountsOf, type ChildStack, hubOf, isChild, isParent, type ParentStack } from "../../stacks/project/roles";
import { makeStack, type Project, type Stack } from "../../stacks/project/stack";
import type { Deployer, Deployment } from "../deploy/deployer";
import { inProcess } from "../deploy/in-process";
import { foundBoundary } from "./boundaries";
import { foundKeys } from "./given-keys";
import { endpointsBeside } from "./hosted-endpoints";
import { homeOrganization } from "./organizations";
import { foundExecution, noDocuments } from "./own-roles";
import { wholeOf } from "./streamed-answer";

const hubOutputs = v.object({ endpointIds: v.optional(v.record(v.string(), v.string())) });

/** A stack that is up. */
export interface UpStack extends Deployment {
  readonly stack: Stack;
  /** Milliseconds that bringing it up took. */
  readonly ms: number;
}

/** A call of a function, with every decision that AWS took on the way. */
export interface ObservedCall extends Invocation {
  readonly decisions: readonly TrailEvent[];
  /** How many calls to AWS the function made. */
  readonly calls: number;
}

/** Makes the deployer of an estate's stacks. */
export type MakeDeployer = (aws: LocalAws, project: string) => Deployer;

/** The stacks of a project on a local AWS of their own. */
export class Estate {
  private readonly deployer: Deployer;
  private readonly outputs = new Map<string, Deployment["outputs"]>();
  private readonly stacks = new Map<string, Stack>();
  private readonly placed = new Map<string, Membership | undefined>();
  /** Documents of roles and policies beside the stacks. Default: they are made up. */
  ownDocuments = noDocuments;

  private constructor(
    readonly aws: LocalAws,
    /** The time on the local AWS; code that moves it must put it back. */
    readonly clock: MovableClock,
    private readonly project: Project,
    private readonly model: URL,
    private readonly makeDeployer: MakeDeployer,
    /** Whether the model is the user's own, which answers for every endpoint; the sample answers only for its own data. */
    readonly isOwnModel: boolean,
  ) {
    this.deployer = makeDeployer(aws, project.name);
  }

  /**
   * Starts a local AWS with the accounts that the stacks' configs name, and nothing in them but the endpoints that
   * parents name and don't make.
   *
   * @param model address of the model behind the endpoints.
   * @param makeDeployer how stacks are brought up. Default: in this process.
   * @param readings how questions that AWS leaves open are answered. Default: as assumed.
   * @param isOwnModel whether the model is the user's own. Default: the sample, also behind endpoints outside the stacks.
   */
  static async found(
    project: Project,
    model: URL,
    makeDeployer: MakeDeployer = inProcess,
    readings?: Readings,
    isOwnModel = false,
  ): Promise<Estate> {
    const clock = new MovableClock();
    const aws = await LocalAws.start(clock, readings);
    const estate = new Estate(aws, clock, project, model, makeDeployer, isOwnModel);
    const sample = sampleArchive().toString("base64");
    aws.world.serverOf = (content) => (isOwnModel || content === sample ? model : undefined);
    for (const stack of project.stacks) {
      estate.openAccounts(stack);
      if (isParent(stack)) {
        estate.hostEndpoints(stack);
      }
    }
    return estate;
  }

  /** Another estate, with a local AWS of its own, whose stacks are brought up in the same way. */
  sibling(project: Project): Promise<Estate> {
    return Estate.found(project, this.model, this.makeDeployer, this.aws.world.readings, this.isOwnModel);
  }

  /** Brings a stack up, or updates it; its config may differ from the project's file. */
  async up(stack: Stack, refresh = false): Promise<UpStack> {
    this.openAccounts(stack);
    this.foundExecution(stack);
    this.stacks.set(stack.name, stack);
    const started = performance.now();
    const deployment = await this.deployer.up(stack, refresh);
    this.outputs.set(stack.name, deployment.outputs);
    this.foundExecution(stack);
    const ms = Math.round(performance.now() - started);
    return { stack, ...deployment, ms };
  }

  /** Changes config texts of a stack that is up, and brings it up again. */
  async change(name: string, texts: Readonly<Record<string, string>>): Promise<void> {
    await this.up(makeStack(name, { ...this.standing(name).texts, ...texts }));
  }

  /** Brings a stack up once more as it was. */
  async upAgain(name: string): Promise<void> {
    await this.up(this.standing(name));
  }

  /** The same after reading what AWS has, which undoes manual changes. */
  async repair(name: string): Promise<void> {
    await this.up(this.standing(name), true);
  }

  private standing(name: string): Stack {
    const stack = this.stacks.get(name);
    if (stack === undefined) {
      throw new Error(`stack ${name} isn't up`);
    }
    return stack;
  }

  /** Puts an account into an organization, or out of any, whatever the stacks' configs name. */
  placeAccount(id: string, organization: Membership | undefined): void {
    this.placed.set(id, organization);
    this.aws.world.openAccount({ ...this.aws.world.account(id), id, organization });
  }

  /** Creates an endpoint in a parent's account, as its owner would beside the stack. */
  hostEndpoint({ config }: ParentStack, name: string): void {
    const { inferenceComponents = [] } = config.invokeRole;
    this.aws.world.hostEndpoint({
      account: config.account,
      region: config.region,
      name,
      inferenceComponents: inferenceComponents === "all" ? [] : inferenceComponents,
      model: this.model,
    });
  }

  /** Deletes an inline policy of a stack's role by hand, as its account's administrator could. */
  deleteRolePolicy({ name, config }: Stack, policyName: string): void {
    const found = this.aws.world
      .list(rolePolicy, config.account)
      .find(({ stack, state }) => stack === name && state.name === policyName);
    if (found === undefined) {
      throw new Error(`stack ${name} has no role policy ${policyName}`);
    }
    this.aws.world.remove(found.urn);
  }

  /** Calls a child's function `invoke-endpoint`. */
  async invoke({ name, config }: ChildStack, event: unknown): Promise<ObservedCall> {
    const mark = this.aws.world.trail.mark();
    const { requests } = this.aws;
    const invocation = await this.aws.lambda.invoke(config, invokerNames(name, config).invoker, event);
    return { ...invocation, decisions: this.aws.world.trail.since(mark), calls: this.aws.requests - requests };
  }

  /** Calls a child's function `invoke-endpoint-stream`: its whole answer, in the form of {@link invoke}. */
  async stream({ name, config }: ChildStack, event: unknown): Promise<ObservedCall> {
    const mark = this.aws.world.trail.mark();
    const { requests } = this.aws;
    const { parts, cold } = await this.aws.lambda.stream(config, streamerNames(name, config).streamer, event);
    const read: Uint8Array[] = [];
    let step = await parts.next();
    for (; step.done !== true; step = await parts.next()) {
      read.push(step.value);
    }
    return {
      payload: "error" in step.value ? step.value.error : wholeOf(Buffer.concat(read)),
      ...("error" in step.value && { functionError: "Unhandled" }),
      cold,
      decisions: this.aws.world.trail.since(mark),
      calls: this.aws.requests - requests,
    };
  }

  /** A text that a stack promises to others or to its operators. */
  output({ name }: Stack, key: string): string {
    const value = this.outputs.get(name)?.[key];
    if (typeof value !== "string") {
      throw new Error(`stack ${name} has no output ${key}`);
    }
    return value;
  }

  /** Ends a child's warm instances, so that its next call assumes the role again. */
  async coolDown({ name, config }: ChildStack): Promise<void> {
    const { invoker } = invokerNames(name, config);
    const { streamer } = streamerNames(name, config);
    for (const each of [invoker, streamer]) {
      await this.aws.lambda.recycle(`arn:aws:lambda:${config.region}:${config.account}:function:${each}`);
    }
  }

  async close(): Promise<void> {
    await this.aws.close();
  }

  /** The role and policies that a LOB's config names; once the LOB is up, the role knows its network. */
  private foundExecution(stack: Stack): void {
    if (isChild(stack)) {
      const hub = hubOf(this.project, stack)?.name ?? "";
      const { endpointIds = {} } = v.parse(hubOutputs, this.outputs.get(hub) ?? {});
      foundExecution(this.aws.world, this.project, stack, endpointIds, this.ownDocuments);
    }
  }

  private hostEndpoints(stack: ParentStack): void {
    for (const name of endpointsBeside(stack)) {
      this.hostEndpoint(stack, name);
    }
  }

  /** The accounts that a stack names exist before it does, in the organization that the configs tell. */
  private openAccounts(stack: Stack): void {
    const organization = homeOrganization(this.project, stack);
    foundBoundary(this.aws.world, stack.config);
    foundKeys(this.aws.world, stack.config);
    for (const id of accountsOf(stack)) {
      const known = this.aws.world.account(id);
      this.aws.world.openAccount({
        id,
        organization: this.placed.has(id) ? this.placed.get(id) : (organization ?? known?.organization),
        trustPolicyQuota: quotaOf(stack, id) ?? known?.trustPolicyQuota,
      });
    }
  }
}

/** A raised quota in config means that AWS Support raised it. */
function quotaOf({ config }: Stack, account: string): number | undefined {
  return config.role === "parent" && config.account === account ? config.invokeRole.trustPolicyLimit : undefined;
}
