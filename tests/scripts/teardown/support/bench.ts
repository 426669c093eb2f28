import type { Passing } from "../../../../local/aws/sagemaker/kinds";
import "../../../../local/support/sdk-warning";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import { LocalAws } from "../../../../local/aws/local-aws";
import { operatorOf } from "../../../../local/estate/operator";
import { type Options, runTeardown, type Surroundings } from "../../../../scripts/teardown/command";
import { isChild } from "../../../../stacks/project/roles";
import type { Project, Stack } from "../../../../stacks/project/stack";
import { childTexts, parentTexts, projectOf, sharedTexts } from "../../../local/support/project";
import { FakeEc2 } from "./fake-ec2";
import { LocalEngine } from "./local-engine";

export const region = "eu-west-1";

const lob = { ...childTexts, sharedStack: "shared", userProfiles: '["own"]', homeFileSystem: "Delete" };

/** A hub, a parent and two LOBs, in the order in which they come up. */
export const project = projectOf({
  shared: { ...sharedTexts, deletionProtection: "false" },
  parent: parentTexts,
  child: { ...lob, lob: "lob-a", vpcCidr: "10.100.0.0/16" },
  "lob-b": { ...lob, account: "444444444444", vpcCidr: "10.101.0.0/16" },
});

/** Id of a LOB's domain. */
export const domainOf: Readonly<Record<string, string>> = { child: "d-aaaaaaaaaaaa", "lob-b": "d-bbbbbbbbbbbb" };

/** A run that was killed: no error that the program could expect. */
export class Killed extends Error {}

function resource(stack: Stack, type: string, id: string, state: object): Parameters<LocalAws["world"]["put"]>[0] {
  const { account } = stack.config;
  return {
    urn: `urn:pulumi:${stack.name}::project::${type}::${id}`,
    type,
    stack: stack.name,
    id,
    account,
    region,
    state,
  };
}

/** The project's stacks on a local AWS of their own, as far as a teardown sees them, and what it did and printed. */
export class Bench {
  /** What was asked of AWS and of the engine to delete, in order. */
  readonly calls: string[] = [];
  readonly said: string[] = [];
  readonly questions: string[] = [];
  /** Ends, by throwing, what is about to be called. */
  before: (call: string) => void = () => {};
  /** Ends, by throwing, what is going on. */
  during: (text: string) => void = () => {};
  readonly filled = new Set<string>();
  readonly ec2 = new FakeEc2((call) => this.note(call));
  readonly engine: LocalEngine;
  readonly logs = new Map<string, string>();
  readonly stop = new AbortController();
  readonly cancel = new AbortController();
  pauses = 0;
  private readonly clients: { destroy(): void }[] = [];

  /** @param estate the stacks on that local AWS. */
  constructor(
    readonly aws: LocalAws,
    private readonly estate: Project = project,
  ) {
    this.engine = new LocalEngine(aws, (call) => this.note(call));
  }

  static async start(estate = project): Promise<Bench> {
    const bench = new Bench(await LocalAws.start(), estate);
    for (const stack of estate.stacks) {
      bench.bringUp(stack);
    }
    return bench;
  }

  /** Puts a stack's resources there, as few as make it one of its role. */
  bringUp(stack: Stack): void {
    const { name } = stack;
    this.aws.world.openAccount({ id: stack.config.account });
    const put = (type: string, id: string, state: object) => this.aws.world.put(resource(stack, type, id, state));
    const domainId = domainOf[name];
    if (domainId === undefined) {
      put("aws:iam/role:Role", `role-${name}`, { name: `role-${name}` });
      return;
    }
    put("aws:ec2/vpc:Vpc", `vpc-${name}`, {});
    put("aws:s3/bucket:Bucket", `files-${name}`, {});
    this.putDomain(name, domainId, isChild(stack) ? stack.config.lob : "");
    put("aws:sagemaker/userProfile:UserProfile", `${domainId}/own`, {
      domainId,
      userProfileName: "own",
      arn: `${domainId}/own`,
      created: new Date(0).toISOString(),
    });
    this.ec2.giveNfsGroups(`vpc-${name}`, domainId);
  }

  /** Puts a domain into a LOB's VPC, whose home directories the domain itself would keep. */
  putDomain(stackName: string, domainId: string, domainName: string, vpcId = `vpc-${stackName}`): void {
    const created = new Date(0).toISOString();
    const state = { domainName, vpcId, subnetIds: [], arn: domainId, created, homeEfsFileSystemId: `fs-${domainId}` };
    this.aws.world.put(resource(this.stack(stackName), "aws:sagemaker/domain:Domain", domainId, state));
  }

  stack(name: string): Stack {
    const found = this.estate.stacks.find((stack) => stack.name === name);
    if (found === undefined) {
      throw new Error(`there is no stack ${name}`);
    }
    return found;
  }

  /** Puts into a LOB's domain what a person made there. */
  give(
    stackName: string,
    kind: "app" | "space" | "profile",
    name: string,
    state: Passing & { readonly ownerUserProfileName?: string; readonly domainId?: string } = {},
  ): void {
    const { account } = this.stack(stackName).config;
    const domainId = domainOf[stackName];
    const types = {
      app: { type: "aws:sagemaker/app:App", own: { appType: "JupyterLab", appName: "default", spaceName: name } },
      space: { type: "aws:sagemaker/space:Space", own: { spaceName: name } },
      profile: { type: "aws:sagemaker/userProfile:UserProfile", own: { userProfileName: name } },
    };
    const { type, own } = types[kind];
    // The local AWS finds an app by its ARN.
    const arn = `arn:aws:sagemaker:${region}:${account}:app/${domainId}/${name}/jupyterlab/default`;
    const id = kind === "app" ? arn : `${kind}/${domainId}/${name}`;
    this.aws.world.put({
      ...{ urn: `urn:studio:${id}`, type, stack: "", id, account, region },
      state: { domainId, ...own, arn: id, created: new Date(0).toISOString(), ...state },
    });
  }

  /** Everything that there is in a LOB's domain or stack. */
  everythingOf(stackName: string): unknown[] {
    const { account } = this.stack(stackName).config;
    const types = ["aws:sagemaker/app:App", "aws:sagemaker/space:Space", "aws:sagemaker/userProfile:UserProfile"];
    const made = types.flatMap((token) => this.aws.world.list({ token }, account));
    return [
      ...this.aws.world.ofStack(stackName),
      ...made,
      ...[...this.ec2.groups.values()].filter(({ VpcId }) => VpcId === `vpc-${stackName}`),
    ];
  }

  /** Runs the command, as one who answers with the project's name, unless told otherwise. */
  async run(
    options: Options = {},
    around: Partial<Surroundings> & { readonly answer?: string | undefined } = {},
  ): Promise<void> {
    const answer = "answer" in around ? around.answer : this.estate.name;
    await this.around(answer, (found) =>
      runTeardown({ parallel: "1", ...options }, { readProject: () => this.estate, ...found, ...around }),
    );
  }

  /** Runs a command with what it finds around it here, as one who answers this to what is asked. */
  async around(
    answer: string | undefined,
    work: (found: Omit<Surroundings, "readProject">) => Promise<void>,
  ): Promise<void> {
    const sessions = new Map<string, Awaited<ReturnType<typeof operatorOf>>>();
    for (const { config } of this.estate.stacks) {
      sessions.set(config.account, await operatorOf(this.aws, { account: config.account, region }));
    }
    await work({
      engine: () => this.engine,
      clients: (stack) => this.clientsOf(sessions.get(stack.config.account)),
      terminal: {
        isTerminal: true,
        doing: (text) => this.during(text),
        say: (text) => this.said.push(...text.split("\n")),
        warn: (text) => this.said.push(text),
        ask: async (question) => {
          this.questions.push(question);
          return answer;
        },
        askSecret: async () => undefined,
      },
      pause: async () => {
        this.pauses += 1;
      },
      openLogs: () => ({
        pathOf: (stack) => `out/teardown/then/${stack}.log`,
        write: (stack, text) => void this.logs.set(stack, (this.logs.get(stack) ?? "") + text),
      }),
      everySecond: () => () => {},
      now: () => 0,
      signal: this.stop.signal,
      cancel: this.cancel.signal,
    });
  }

  /** What an operator of an account asks it with. */
  clientsOf(operator: Awaited<ReturnType<typeof operatorOf>> | undefined) {
    if (operator === undefined) {
      throw new Error("there is no operator of this account");
    }
    return this.clientsWith(operator);
  }

  /** What AWS is asked with, by credentials of any kind. */
  clientsWith(given: Pick<STSClientConfig, "credentials" | "endpoint">) {
    const settings = { region, endpoint: this.aws.url, maxAttempts: 1, ...given };
    const sagemaker = new SageMakerClient(settings);
    sagemaker.middlewareStack.add(
      (next, { commandName = "" }) =>
        async (args) => {
          if (!commandName.startsWith("Delete")) {
            return next(args);
          }
          const input = JSON.parse(JSON.stringify(args.input));
          const { DomainId, UserProfileName, SpaceName, RetentionPolicy } = input;
          const what = SpaceName ?? UserProfileName ?? RetentionPolicy?.HomeEfsFileSystem;
          const call = `${commandName.replace(/Command$/, "")} ${DomainId} ${what}`;
          this.note(call);
          return next(args);
        },
      { step: "initialize" },
    );
    const sts = new STSClient(settings);
    this.clients.push(sagemaker, sts);
    return { sts, sagemaker, ec2: this.ec2.client(), holdsFiles: async (bucket: string) => this.filled.has(bucket) };
  }

  private note(call: string): void {
    this.before(call);
    this.calls.push(call);
  }

  async close(): Promise<void> {
    for (const client of this.clients) {
      client.destroy();
    }
    await this.aws.close();
  }
}
