import { EC2Client } from "@aws-sdk/client-ec2";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { RAMClient } from "@aws-sdk/client-ram";
import { Route53ResolverClient } from "@aws-sdk/client-route53resolver";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import type { World } from "../../../local/aws/core/world";
import { Estate } from "../../../local/estate/estate";
import { operatorOf } from "../../../local/estate/operator";
import type { Clients } from "../../../scripts/doctor/clients";
import { type DoctorOptions, runDoctor, type Surroundings } from "../../../scripts/doctor/command";
import { IamClient } from "../../../scripts/doctor/iam-client";
import type { EngineState } from "../../../scripts/support/engine-state";
import { makeStack, type Project, type Stack } from "../../../stacks/project/stack";
import { noModel } from "../../flows/support/studio-estate";
import { shippedProject } from "../../local/support/project";

/** A project with other config texts of some stacks. */
export function variant(
  { name, stacks }: Project,
  changes: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Project {
  return { name, stacks: stacks.map((stack) => makeStack(stack.name, { ...stack.texts, ...changes[stack.name] })) };
}

/** The shipped project with production settings, in which the doctor finds nothing. */
export const wellProject = variant(shippedProject, { shared: { mfa: "required" } });

type Credentials = Awaited<ReturnType<typeof operatorOf>>;

/** A doctor and its patient: an estate on a local AWS, with an engine that knows what was brought up there. */
export class DoctorBench {
  /** What Pulumi knows of stacks; a test may change it. */
  readonly states = new Map<string, EngineState>();
  /** Whose credentials are used for a stack's account; undefined for nobody's. A test may change it. */
  readonly accounts = new Map<string, string | undefined>();
  /** The CLI's version, or none. */
  cli: string | undefined = "3.255.0";
  node = "v20.19.0";
  readonly said: string[] = [];
  readonly done: string[] = [];
  private readonly operators = new Map<string, Credentials>();
  private readonly clients: { destroy(): void }[] = [];

  private constructor(
    readonly estate: Estate,
    private readonly project: Project,
  ) {}

  /** Brings up the stacks of a project, or those named. */
  static async start(project: Project = wellProject, names = project.stacks.map(({ name }) => name)) {
    const bench = new DoctorBench(await Estate.found(project, noModel), project);
    try {
      for (const stack of project.stacks) {
        bench.operators.set(stack.config.account, await operatorOf(bench.estate.aws, stack.config));
        bench.accounts.set(stack.name, stack.config.account);
        if (names.includes(stack.name)) {
          await bench.up(stack);
        }
      }
    } catch (error) {
      await bench.close();
      throw error;
    }
    return bench;
  }

  get world(): World {
    return this.estate.aws.world;
  }

  async up(stack: Stack): Promise<void> {
    const { outputs } = await this.estate.up(stack);
    const resources = this.world.ofStack(stack.name).map(({ urn, type, id }) => ({ urn, type, id }));
    this.states.set(stack.name, { outputs, resources, pendingOperations: [], isUpdating: undefined });
  }

  /** Changes what Pulumi knows of a stack. */
  state(stack: string, change: Partial<EngineState>): void {
    const known = this.states.get(stack);
    if (known === undefined) {
      throw new Error(`stack ${stack} isn't up`);
    }
    this.states.set(stack, { ...known, ...change });
  }

  /** A text among a stack's outputs. */
  output(stack: string, key: string): string {
    const value = this.states.get(stack)?.outputs[key];
    if (typeof value !== "string") {
      throw new Error(`stack ${stack} has no text ${key}`);
    }
    return value;
  }

  /** Runs the doctor, and returns its output, and whether all is well. */
  async run(options: DoctorOptions = {}, around: Partial<Surroundings> = {}): Promise<{ ok: boolean; said: string[] }> {
    this.said.length = 0;
    this.done.length = 0;
    const ok = await runDoctor(options, {
      readProject: () => this.project,
      wanted: { node: "^20.19.0 || >=22.12.0", cli: "3.255.0" },
      node: this.node,
      engine: { version: async () => this.cli, stack: async (name) => this.states.get(name) },
      clients: ({ name, config }) => this.clientsOf(this.accounts.get(name), config.region),
      terminal: { doing: (text) => this.done.push(text), say: (text) => this.said.push(text) },
      ...around,
    });
    return { ok, said: [...this.said] };
  }

  /** What the doctor finds wrong, or couldn't look at. */
  async complaints(options: DoctorOptions = {}): Promise<string[]> {
    const { said } = await this.run(options);
    return said.slice(0, -1).filter((line) => !line.startsWith("ok"));
  }

  async close(): Promise<void> {
    for (const client of this.clients) {
      client.destroy();
    }
    await this.estate.close();
  }

  /** Clients with the credentials of an account, or nobody's. */
  clientsOf(account: string | undefined, region: string): Clients {
    const operator = account === undefined ? undefined : this.operators.get(account);
    const nobody = async () => {
      throw Object.assign(new Error("Could not load credentials from any providers"), {
        name: "CredentialsProviderError",
      });
    };
    return this.clientsWith(region, { credentials: operator?.credentials ?? nobody });
  }

  /** Clients with credentials of any kind. */
  clientsWith(region: string, given: Pick<STSClientConfig, "credentials">): Clients {
    const endpoint = [...this.operators.values()][0]?.endpoint ?? "";
    const settings = { region, endpoint, maxAttempts: 1, ...given };
    const clients = {
      sts: new STSClient(settings),
      ec2: new EC2Client(settings),
      ram: new RAMClient(settings),
      resolver: new Route53ResolverClient(settings),
      quotas: new ServiceQuotasClient(settings),
      organizations: new OrganizationsClient(settings),
      sageMaker: new SageMakerClient(settings),
    };
    this.clients.push(...Object.values(clients));
    return { ...clients, iam: new IamClient(new STSClient(settings).config, new URL(endpoint)) };
  }
}
