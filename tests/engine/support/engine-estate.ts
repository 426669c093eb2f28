import type { Engine, Operation } from "../../../local/deploy/engine/engine";
import { EngineHost, type HostOptions } from "../../../local/deploy/engine/host";
import { Estate } from "../../../local/estate/estate";
import { startSampleModel } from "../../../local/model/sample-model";
import { makeStack, type Project, type Stack } from "../../../stacks/project/stack";

/** An estate whose stacks Pulumi's own engine brings up. */
export interface EngineEstate {
  readonly project: Project;
  readonly estate: Estate;
  readonly engine: Engine;
  readonly model: URL;
}

/** Works on the accounts of a project, before any stack is up, and lets go of everything. */
export async function withEngine<T>(
  project: Project,
  work: (given: EngineEstate) => Promise<T>,
  options: HostOptions = {},
): Promise<T> {
  const host = await EngineHost.start(options);
  const model = await startSampleModel();
  let engine: Engine | undefined;
  const estate = await Estate.found(project, model.url, (aws, name) => {
    engine ??= host.deployer(aws, name);
    return engine;
  });
  try {
    if (engine === undefined) {
      throw new Error("the estate made no engine");
    }
    return await work({ project, estate, engine, model: model.url });
  } finally {
    await estate.close();
    await model.close();
    await host.close();
  }
}

/**
 * An estate for all tests of a suite, each of which goes on from what the one before it left.
 *
 * @param options how its engine is started, asked for before the first test. Default: as usual.
 */
export function throughTheSuite(project: Project, options?: () => Promise<HostOptions>): () => EngineEstate {
  let given: EngineEstate | undefined;
  let end = () => {};
  let ended: Promise<void> = Promise.resolve();
  before(async () => {
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const host = await options?.();
    await new Promise<void>((resolve, reject) => {
      ended = withEngine(
        project,
        (made) => {
          given = made;
          resolve();
          return over;
        },
        host,
      );
      ended.catch(reject);
    });
  });
  after(async () => {
    end();
    await ended;
  });
  return () => {
    if (given === undefined) {
      throw new Error("the estate exists only during tests");
    }
    return given;
  };
}

/** A project's stack with further config texts. */
export function changed(stack: Stack, texts: Readonly<Record<string, string>>): Stack {
  return makeStack(stack.name, { ...stack.texts, ...texts });
}

/** A stack of a project by its name. */
export function stackOf({ stacks }: Project, name: string): Stack {
  const found = stacks.find((stack) => stack.name === name);
  if (found === undefined) {
    throw new Error(`the project has no stack ${name}`);
  }
  return found;
}

/** What an operation did to which resource, such as `update aws:iam/role:Role invoke-role assumeRolePolicy`. */
export function changes({ steps }: Operation): string[] {
  return steps.map(({ op, type, urn, diffs }) => [op, type, urn.split("::").at(-1), ...diffs].join(" "));
}

/** The message of what a promise fails with. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("this should have been refused");
}
