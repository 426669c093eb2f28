import * as path from "node:path";
import Mocha from "mocha";

/** Milliseconds within which a test must be done: less than whole commands take, which no spec here runs. */
const timeout = 20_000;

/** Loading is protected in mocha's types, though its documentation offers it. */
class LoadableMocha extends Mocha {
  load(): void {
    this.loadFiles();
  }
}

/** Has no mutants, and remembers bundles, which hold all mutants at once and so are always the same. */
const bundler = "infra/compute/function-bundle.ts";

/** Lets Node.js load the project's files again, and keeps npm's packages and bundles. */
function forget(root: string): void {
  for (const file of Object.keys(require.cache)) {
    const inProject = file.startsWith(root + path.sep) && !file.includes(`${path.sep}node_modules${path.sep}`);
    if (inProject && file !== path.join(root, bundler)) {
      delete require.cache[file];
    }
  }
}

/** Puts the environment back in place: Node.js's own object, which child processes read. */
function restore(environment: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) {
    if (environment[name] === undefined) {
      delete process.env[name];
    }
  }
  Object.assign(process.env, environment);
}

/** What an error says, its beginning: some quote megabytes. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}

/**
 * Loads a spec and everything of the project that it needs once more, and runs it up to its first failure.
 *
 * @param root the project's folder, or a copy of it.
 * @param spec path from there.
 * @returns the first failing test and what it says; undefined when all pass.
 */
export async function runSpec(root: string, spec: string): Promise<string | undefined> {
  const environment = { ...process.env };
  let failure: string | undefined;
  class FirstFailure extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options);
      runner.on("fail", (test, error: unknown) => {
        failure ??= `${test.fullTitle()}: ${messageOf(error)}`;
      });
    }
  }
  const mocha = new LoadableMocha({ bail: true, timeout, reporter: FirstFailure });
  mocha.addFile(path.join(root, spec));
  forget(root);
  try {
    mocha.load();
    await new Promise<void>((resolve) => {
      mocha.run(() => resolve());
    });
  } catch (error) {
    failure ??= messageOf(error);
  } finally {
    mocha.dispose();
    restore(environment);
  }
  return failure;
}
