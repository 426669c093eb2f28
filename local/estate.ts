import { isDeepStrictEqual } from "node:util";
import type { ChildConfig, ParentConfig } from "../stacks/config";
import type { Clock } from "./aws/clock";
import { LocalAws } from "./aws/local-aws";
import { rolePolicy } from "./aws/resource-types/iam";
import type { Invocation } from "./aws/services/lambda";
import type { TrailEvent } from "./aws/trail";
import { type Deployment, deploy, type Outputs } from "./deploy/in-process";
import { makeStack, type Project, type Stack } from "./deploy/project-files";

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

/** A stack of a given role. */
export type ParentStack = Stack & { readonly config: ParentConfig };
export type ChildStack = Stack & { readonly config: ChildConfig };

export function isParent(stack: Stack): stack is ParentStack {
  return stack.config.role === "parent";
}

export function isChild(stack: Stack): stack is ChildStack {
  return stack.config.role === "child";
}

/** Name of the endpoint that a parent has when its config names none but shares all. */
const unnamedEndpoint = "iris";

/** The endpoints that exist in a parent's account. */
export function endpointsOf({ config }: ParentStack): readonly [string, ...string[]] {
  const { endpoints } = config.invokeRole;
  const [first = unnamedEndpoint, ...others] = endpoints === "all" ? [] : endpoints;
  return [first, ...others];
}

/** The stacks of a project on a local AWS of their own. */
export class Estate {
  private readonly outputs: Outputs = new Map();
  private readonly stacks = new Map<string, Stack>();

  private constructor(
    readonly aws: LocalAws,
    private readonly project: Project,
    private readonly model: URL,
  ) {}

  /**
   * Starts a local AWS with the accounts that the stacks' configs name, and nothing in them but the parents' endpoints.
   *
   * @param model address of the model behind every endpoint.
   */
  static async found(project: Project, model: URL, clock?: Clock): Promise<Estate> {
    const estate = new Estate(await LocalAws.start(clock), project, model);
    for (const stack of project.stacks) {
      estate.openAccounts(stack);
      if (isParent(stack)) {
        estate.hostEndpoints(stack);
      }
    }
    return estate;
  }

  /** Brings a stack up, or updates it; its config may differ from the project's file. */
  async up(stack: Stack): Promise<UpStack> {
    this.openAccounts(stack);
    this.stacks.set(stack.name, stack);
    const started = performance.now();
    const deployment = await deploy(this.aws, this.project.name, stack, this.outputs);
    return { stack, ...deployment, ms: Math.round(performance.now() - started) };
  }

  /** Changes config texts of a stack that is up, and brings it up again. */
  async change(name: string, texts: Readonly<Record<string, string>>): Promise<void> {
    const stack = this.stacks.get(name);
    if (stack === undefined) {
      throw new Error(`stack ${name} isn't up`);
    }
    await this.up(makeStack(name, { ...stack.texts, ...texts }));
  }

  /** Brings a stack up once more as it was. */
  async upAgain(name: string): Promise<void> {
    await this.change(name, {});
  }

  /** Opens an account that no stack's config names, outside the organization unless it is named. */
  openAccount(id: string, organization?: { id: string; path: string }): void {
    this.aws.world.openAccount({ id, organization });
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

  /** Deletes an inline policy of a role by hand, as its account's administrator could. */
  async deleteRolePolicy(stack: string, policyName: string): Promise<void> {
    const found = this.aws.world
      .ofStack(stack)
      .find(
        (resource) =>
          resource.type === rolePolicy.token &&
          this.aws.world
            .list(rolePolicy, resource.account)
            .some(({ urn, state }) => urn === resource.urn && state.name === policyName),
      );
    if (found === undefined) {
      throw new Error(`stack ${stack} has no role policy ${policyName}`);
    }
    this.aws.world.remove(found.urn);
  }

  /** Calls a child's function `invoke-endpoint`. */
  async invoke({ name, config }: ChildStack, event: unknown): Promise<ObservedCall> {
    const mark = this.aws.world.trail.mark();
    const { requests } = this.aws;
    const invocation = await this.aws.lambda.invoke(config, `invoke-endpoint-${name}`, event);
    return { ...invocation, decisions: this.aws.world.trail.since(mark), calls: this.aws.requests - requests };
  }

  /** Ends a child's warm instances, so that its next call assumes the role anew. */
  async coolDown({ name, config }: ChildStack): Promise<void> {
    await this.aws.lambda.recycle(`arn:aws:lambda:${config.region}:${config.account}:function:invoke-endpoint-${name}`);
  }

  async close(): Promise<void> {
    await this.aws.close();
  }

  private hostEndpoints(stack: ParentStack): void {
    for (const name of endpointsOf(stack)) {
      this.hostEndpoint(stack, name);
    }
  }

  /** The accounts of an organization, and those that a parent lists, exist before the stacks do. */
  private openAccounts(stack: Stack): void {
    const { config } = stack;
    const organization = organizationOf(this.project);
    const listed =
      config.role === "parent" && config.invokeRole.children !== "organization" ? config.invokeRole.children : [];
    for (const id of [config.account, ...listed]) {
      const known = this.aws.world.account(id);
      const account = {
        id,
        organization: known === undefined ? organization : known.organization,
        trustPolicyQuota: quotaOf(stack, id) ?? known?.trustPolicyQuota,
      };
      if (!isDeepStrictEqual(known, account)) {
        this.aws.world.openAccount(account);
      }
    }
  }
}

/** A raised quota in config is a promise that support raised it. */
function quotaOf({ config }: Stack, account: string): number | undefined {
  return config.role === "parent" && config.account === account ? config.invokeRole.trustPolicyLimit : undefined;
}

/** The organization that the project's accounts are members of, in the first path that a parent demands. */
export function organizationOf(project: Project): { id: string; path: string } | undefined {
  const { organizationId, organizationPaths = [] } = project.stacks.find(isParent)?.config.invokeRole ?? {};
  const path = organizationPaths[0]?.replace(/\*$/, "");
  const id = organizationId ?? path?.split("/")[0];
  return id === undefined ? undefined : { id, path: path ?? `${id}/r-root/` };
}
