import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import type { LocalAws, Place } from "../aws";

import stacksProgram = require("../../stacks");

import { collectWarnings } from "./collect-warnings";
import type { DeployableStack, Deployer, Deployment, Program } from "./deployer";
import { Evaluation, type Outputs } from "./evaluation";
import { type Evaluated, evaluatedOnce } from "./kept-evaluations";
import { oneAtATime } from "./one-at-a-time";
import { plainInputs } from "./plain-inputs";
import { ResourceRefusal } from "./resource-refusal";
import { withUnwatchedPromises } from "./unwatched-promises";
import { withoutStackTraces } from "./without-stack-traces";

/** The Pulumi organization that a local run belongs to. */
const organization = "local";

export type { Outputs } from "./evaluation";

const providerInputs = v.object({
  region: v.string(),
  allowedAccountIds: v.pipe(v.string(), v.parseJson(), v.tuple([v.string()])),
});

const record = v.record(v.string(), v.unknown());

type MockResource = { id: string | undefined; state: Record<string, unknown> };

/** `project/stack` of a stack's full name. */
function shortName(fullName: string): string {
  return fullName.split("/").slice(1).join("/");
}

/** The engine's answer for a stack that the backend doesn't have, in gRPC's form. */
class UnknownStack extends Error {
  readonly details: string;

  constructor(name: string) {
    super(`unknown stack "${name}"`);
    this.details = this.message;
  }
}

/** Stands in for Pulumi's engine: what a program registers is put to the local AWS. */
class Engine implements pulumi.runtime.Mocks {
  private readonly providers = new Map<string, Place>();
  private readonly registered = new Set<string>();
  readonly evaluation = new Evaluation();
  private readonly run = this.evaluation.run();
  /** Inputs whose changes a resource ignores, by its type and name. */
  private readonly ignored = new Map<string, readonly string[]>();
  /** The first refusal; Pulumi wraps it, or loses its message. */
  failure: unknown;
  private underWay = 0;
  private refused = () => {};
  private readonly refusal = new Promise<void>((resolve) => {
    this.refused = resolve;
  });

  constructor(
    private readonly aws: LocalAws,
    private readonly project: string,
    private readonly stack: string,
    private readonly outputs: Outputs,
  ) {}

  /** Notes a resource's options, which mocks aren't told. */
  noteOptions({ type, name, opts }: pulumi.ResourceTransformationArgs): undefined {
    if ("ignoreChanges" in opts && opts.ignoreChanges !== undefined) {
      this.ignored.set(`${type} ${name}`, opts.ignoreChanges);
    }
  }

  newResource(args: pulumi.runtime.MockResourceArgs): Promise<MockResource> {
    this.underWay++;
    return this.noting(this.register(args)).finally(() => this.underWay--);
  }

  /**
   * Ends once a resource was refused and none is in progress. What waits for a refused resource is never
   * registered, and Pulumi waits for it for ever; an engine would end the program.
   */
  async stopped(): Promise<undefined> {
    await this.refusal;
    // A resource is registered within a turn of the event loop after the last one that it waits for.
    for (let quiet = 0; quiet < 3; quiet = this.underWay === 0 ? quiet + 1 : 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return undefined;
  }

  call({ token, inputs }: pulumi.runtime.MockCallArgs): Promise<Record<string, unknown>> {
    if (token === "pulumi:pulumi:readStackOutputs") {
      return this.readStack(String(inputs.name));
    }
    const message = `stack ${this.stack} calls ${token}: stacks call no lookup functions, so that a preview needs no further permissions`;
    return this.noting(Promise.reject(new Error(message)));
  }

  /** A program that asks for a stack that isn't there is told so, and may go on. */
  private async readStack(name: string): Promise<Record<string, unknown>> {
    const outputs = this.evaluation.outputsOf(shortName(name), this.outputs);
    if (outputs === undefined) {
      throw new UnknownStack(name);
    }
    return { name, outputs };
  }

  private noting<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      this.failure ??= error;
      this.refused();
      throw error;
    });
  }

  private async register(args: pulumi.runtime.MockResourceArgs): Promise<MockResource> {
    const inputs = Object.freeze(v.parse(record, await plainInputs(args.inputs)));
    if (args.type === "pulumi:pulumi:StackReference") {
      const name = args.id ?? args.name;
      const outputs = this.evaluation.outputsOf(shortName(name), this.outputs) ?? {};
      return { id: name, state: { name, outputs, secretOutputNames: [] } };
    }
    // A component of another package is made by its provider; the project's own only group resources.
    const isRemote = args.type.startsWith("awsx:");
    if (args.custom !== true && !isRemote) {
      return { id: undefined, state: inputs };
    }
    if (args.type === "pulumi:providers:aws") {
      const { region, allowedAccountIds } = v.parse(providerInputs, inputs);
      const id = `${args.name}-id`;
      this.providers.set(id, { account: allowedAccountIds[0], region });
      return { id, state: inputs };
    }
    const place = isRemote ? this.onlyPlace() : this.providers.get(args.provider?.split("::").at(-1) ?? "");
    if (place === undefined) {
      throw new Error(
        `${args.type} "${args.name}" in stack ${this.stack} has no provider for the stack's account: pass { parent: this } in a component, or { provider }`,
      );
    }
    const urn = `urn:pulumi:${this.stack}::${this.project}::${args.type}::${args.name}`;
    if (this.registered.has(urn)) {
      throw new Error(`${args.type} "${args.name}" exists twice in stack ${this.stack}: rename one of them`);
    }
    this.registered.add(urn);
    const ignoreChanges = this.ignored.get(`${args.type} ${args.name}`) ?? [];
    const request = { urn, type: args.type, name: args.name, stack: this.stack, ...place, inputs, ignoreChanges };
    const { id, state } = await this.evaluation.put(this.aws, request, this.run).catch((error: unknown) => {
      throw ResourceRefusal.of(request, error);
    });
    return { id, state: { ...args.inputs, ...state, ...("code" in args.inputs && { code: args.inputs.code }) } };
  }

  /** Mocks aren't told which provider a remote component gets; a stack has one. */
  private onlyPlace(): Place | undefined {
    const [place, ...others] = this.providers.values();
    return others.length === 0 ? place : undefined;
  }
}

/**
 * Deletes what a stack had and its program didn't register any more, latest first, as an engine does.
 *
 * @throws ResourceRefusal where AWS refuses to delete one; those before it are gone then.
 */
async function removeAbandoned(aws: LocalAws, stack: string, registered: ReadonlySet<string>): Promise<void> {
  for (const { urn, id, type } of aws.world.ofStack(stack).reverse()) {
    // A part stays as long as the resource that it came with.
    if (!registered.has(urn) && ![...registered].some((whole) => urn.startsWith(`${whole}$`))) {
      const name = urn.split("::").at(-1) ?? "";
      await aws.delete(urn, id).catch((error: unknown) => {
        throw ResourceRefusal.of({ type, name, stack }, error);
      });
    }
  }
}

/** Runs a program, and fails with what was refused, or with the first error that Pulumi would otherwise leave unhandled. */
async function run(program: Program, engine: Engine): Promise<unknown> {
  const unhandled: unknown[] = [];
  const collect = (error: unknown) => unhandled.push(error);
  process.on("unhandledRejection", collect);
  try {
    const evaluated = async () => {
      // A program that fails leaves registrations behind that fail later; they are waited for as well.
      const returned: unknown = await Promise.race([
        pulumi.runtime.runInPulumiStack(program).catch(collect),
        engine.stopped(),
      ]);
      await Promise.race([pulumi.runtime.disconnect(), engine.stopped()]);
      return returned;
    };
    const outputs = await withoutStackTraces(() => withUnwatchedPromises(evaluated));
    // An unhandled rejection is reported a turn of the event loop later.
    await new Promise((resolve) => setImmediate(resolve));
    if (engine.failure !== undefined) {
      throw engine.failure;
    }
    if (unhandled.length > 0) {
      throw unhandled[0];
    }
    return outputs;
  } finally {
    process.off("unhandledRejection", collect);
  }
}

/** Runs a stack's program in this process under Pulumi's mocks, and creates or updates what it registers. */
async function evaluate(
  aws: LocalAws,
  project: string,
  stack: DeployableStack,
  outputs: Outputs,
  program: Program,
): Promise<Evaluated> {
  const engine = new Engine(aws, project, stack.name, outputs);
  await pulumi.runtime.setMocks(engine, project, stack.name, false, organization);
  engine.evaluation.order.watch(pulumi.runtime.getMonitor());
  pulumi.runtime.setAllConfig(
    Object.fromEntries(Object.entries(stack.texts).map(([key, text]) => [`${project}:${key}`, text])),
  );
  const { result, warnings } = await collectWarnings(() =>
    run(() => {
      pulumi.runtime.registerStackTransformation((args) => engine.noteOptions(args));
      return program();
    }, engine),
  );
  return { evaluation: engine.evaluation, outputs: v.parse(record, result), warnings };
}

/**
 * Brings a stack up on the local AWS: evaluates its program, creates or updates what it registers and removes what it no
 * longer does.
 *
 * @param program what the stack runs, evaluated each time. Default: the project's own, once for the same config and outputs.
 * @throws what the program, or AWS, refuses.
 */
export function deploy(
  aws: LocalAws,
  project: string,
  stack: DeployableStack,
  outputs: Outputs,
  program?: Program,
): Promise<Deployment> {
  return oneAtATime(async () => {
    const key = JSON.stringify([project, stack.name, stack.texts]);
    const evaluated = await (program === undefined
      ? evaluatedOnce(key, aws, outputs, () => evaluate(aws, project, stack, outputs, stacksProgram))
      : evaluate(aws, project, stack, outputs, program));
    await removeAbandoned(aws, stack.name, evaluated.evaluation.urns);
    outputs.set(`${project}/${stack.name}`, evaluated.outputs);
    // What AWSx registers is a component, and nothing on AWS; what it made is counted.
    const made = aws.world.ofStack(stack.name).filter(({ type }) => type.startsWith("aws:"));
    return { resources: made.length, warnings: evaluated.warnings, outputs: evaluated.outputs };
  });
}

/**
 * Brings the stacks of a project up in this process, with no engine; it keeps what they promise each other.
 *
 * @param program as of {@link deploy}.
 */
export function inProcess(aws: LocalAws, project: string, program?: Program): Deployer {
  const outputs: Outputs = new Map();
  return { up: (stack) => deploy(aws, project, stack, outputs, program) };
}
