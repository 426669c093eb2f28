import { createHash, randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { makeWorkFolder, removeWorkFolder } from "../../support/work-folder";
import { AwsError } from "../core/aws-error";
import { NotKnown } from "../core/not-known";
import type { Sessions } from "../core/sessions";
import type { Place, Resource, World } from "../core/world";
import { role } from "../iam/kinds";
import { internet, type Origin } from "../network/origin";
import { Instance, type Outcome } from "./instance";
import { type LambdaFunction, lambdaFunction } from "./kinds";

/** Bytes of a synchronous event and of its answer. Source: Lambda Developer Guide, "Lambda quotas", as its errors word it. */
const eventLimit = 6_291_456;
const answerLimit = 6_291_556;

/** Seconds that an execution role's credentials last. */
const sessionSeconds = 12 * 3600;

/** A line that a function wrote. */
export interface LogLine {
  readonly functionName: string;
  readonly text: string;
}

/** The outcome of a function's call. */
export interface Invocation {
  /** The answer, or the error when the code threw, timed out or answered too much. */
  readonly payload: unknown;
  /** Set when the payload is an error. */
  readonly functionError?: "Unhandled";
  /** Whether a new instance had to be started. */
  readonly cold: boolean;
}

/** A function's call whose answer is read as it comes. */
export interface Streaming {
  readonly parts: AsyncGenerator<Uint8Array, Outcome>;
  /** Whether a new instance had to be started. */
  readonly cold: boolean;
}

/**
 * What an instance gives, which serves the next event after it. Where the caller goes, the function isn't stopped: it
 * runs to its end, or its time-out.
 *
 * Source: Lambda Developer Guide, "Response streaming for Lambda functions".
 */
async function* served(
  instance: Instance,
  parts: AsyncGenerator<Uint8Array, Outcome>,
): AsyncGenerator<Uint8Array, Outcome> {
  let step = await parts.next();
  try {
    while (step.done !== true) {
      yield step.value;
      step = await parts.next();
    }
  } finally {
    if (step.done === true) {
      instance.busy = false;
    } else {
      void runOut(instance, parts);
    }
  }
  return step.value;
}

async function runOut(instance: Instance, parts: AsyncGenerator<Uint8Array, Outcome>): Promise<void> {
  for await (const _ of parts) {
    // Nobody takes it.
  }
  instance.busy = false;
}

/** Where a function's calls start: Lambda's own network, or its interfaces in a VPC. */
function originOf({ account, region, state }: Resource<LambdaFunction>): Origin {
  const { vpcId, subnetIds = [], securityGroupIds = [] } = state.vpcConfig ?? {};
  return vpcId === undefined ? internet : { kind: "vpc", account, region, vpcId, subnetIds, securityGroupIds };
}

/** Lambda: runs the code that stacks deployed, with their environment and the credentials of their roles. */
export class Lambda {
  readonly logs: LogLine[] = [];
  private readonly instances = new Map<string, Instance[]>();
  private folder: Promise<string> | undefined;
  private readonly unpacked = new Map<string, Promise<string>>();

  /** @param addressOf the address at which a place in the network finds AWS, which SDK clients there are pointed to. */
  constructor(
    private readonly world: World,
    private readonly sessions: Sessions,
    private readonly addressOf: (origin: Origin, region: string) => Promise<string>,
  ) {}

  /**
   * Calls a function and waits for its answer.
   *
   * @throws AwsError when there is no such function, or the event is too large.
   */
  async invoke(place: Place, name: string, event: unknown): Promise<Invocation> {
    const { parts, cold } = await this.stream(place, name, event);
    const { done, value: outcome } = await parts.next();
    if (done !== true || "ended" in outcome) {
      await parts.return({ ended: true });
      throw NotKnown.operation("Lambda", "Invoke of a function that streams; it knows InvokeWithResponseStream");
    }
    if ("error" in outcome) {
      return { payload: outcome.error, functionError: "Unhandled", cold };
    }
    const size = Buffer.byteLength(outcome.answer);
    if (size > answerLimit) {
      const errorMessage = `Response payload size (${size} bytes) exceeded maximum allowed payload size (${answerLimit} bytes).`;
      return {
        payload: { errorType: "Function.ResponseSizeTooLarge", errorMessage },
        functionError: "Unhandled",
        cold,
      };
    }
    return { payload: JSON.parse(outcome.answer), cold };
  }

  /**
   * Calls a function and gives its answer as it comes: parts, each when it is asked for, and at last the outcome.
   *
   * @throws AwsError when there is no such function, or the event is too large.
   */
  async stream(place: Place, name: string, event: unknown): Promise<Streaming> {
    const found = this.world.here(lambdaFunction, place).find(({ state }) => state.name === name);
    if (found === undefined) {
      throw new AwsError(
        "ResourceNotFoundException",
        `Function not found: arn:aws:lambda:${place.region}:${place.account}:function:${name}`,
        404,
      );
    }
    const payload = JSON.stringify(event) ?? "null";
    if (Buffer.byteLength(payload) > eventLimit) {
      throw new AwsError(
        "RequestEntityTooLargeException",
        `Request must be smaller than ${eventLimit} bytes for the InvokeFunction operation`,
        413,
      );
    }
    const { instance, cold } = await this.acquire(found);
    const awsRequestId = randomUUID();
    const context = {
      awsRequestId,
      functionName: found.state.name,
      functionVersion: "$LATEST",
      invokedFunctionArn: found.state.arn,
      memoryLimitInMB: String(found.state.memorySize),
      logGroupName: `/aws/lambda/${found.state.name}`,
      logStreamName: "local",
      callbackWaitsForEmptyEventLoop: true,
    };
    return { parts: served(instance, instance.run(payload, context, found.state.timeout, awsRequestId)), cold };
  }

  /** Ends a function's instances, as AWS does when the function or its role changes; the next call starts cold. */
  async recycle(functionArn: string): Promise<void> {
    const running = this.instances.get(functionArn) ?? [];
    this.instances.delete(functionArn);
    await Promise.all(running.map((instance) => instance.stop()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.instances.keys()].map((arn) => this.recycle(arn)));
    if (this.folder !== undefined) {
      await removeWorkFolder(await this.folder);
    }
  }

  private async acquire(lambda: Resource<LambdaFunction>): Promise<{ instance: Instance; cold: boolean }> {
    const running = (this.instances.get(lambda.state.arn) ?? []).filter(({ alive }) => alive);
    this.instances.set(lambda.state.arn, running);
    const idle = running.find(({ busy }) => !busy);
    if (idle !== undefined) {
      idle.busy = true;
      return { instance: idle, cold: false };
    }
    const instance = await this.start(lambda);
    instance.busy = true;
    this.instances.set(lambda.state.arn, [...(this.instances.get(lambda.state.arn) ?? []), instance]);
    return { instance, cold: true };
  }

  private async start(lambda: Resource<LambdaFunction>): Promise<Instance> {
    const { account, region, state } = lambda;
    const executionRole = this.world.list(role, account).find((resource) => resource.state.arn === state.role);
    if (executionRole === undefined) {
      throw new AwsError(
        "InvalidParameterValueException",
        "The role defined for the function cannot be assumed by Lambda.",
      );
    }
    const session = this.sessions.open(executionRole, state.name, sessionSeconds, { functionArn: state.arn });
    const [module = "index", exported = "handler"] = state.handler.split(".");
    return new Instance({
      file: await this.unpack(state.code.files[`${module}.mjs`] ?? ""),
      export: exported,
      memorySize: state.memorySize,
      onLine: (text) => this.logs.push({ functionName: state.name, text }),
      environment: {
        ...state.environment.variables,
        AWS_LAMBDA_FUNCTION_NAME: state.name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(state.memorySize),
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: session.accessKeyId,
        AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
        AWS_SESSION_TOKEN: session.sessionToken,
        AWS_ENDPOINT_URL: await this.addressOf(originOf(lambda), region),
        // The SDK warns of Node.js 20, which may run this process but not Lambda's.
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
    });
  }

  /**
   * Node runs modules from files only, so the code is put into a folder that goes away with the local AWS. Once: another
   * instance may be reading it.
   */
  private unpack(code: string): Promise<string> {
    const hash = createHash("sha256").update(code).digest("hex");
    const file = this.unpacked.get(hash) ?? this.write(`${hash}.mjs`, code);
    this.unpacked.set(hash, file);
    return file;
  }

  private async write(name: string, code: string): Promise<string> {
    this.folder ??= makeWorkFolder();
    const file = path.join(await this.folder, name);
    await writeFile(file, code);
    return file;
  }
}
