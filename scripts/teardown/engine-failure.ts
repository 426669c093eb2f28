import { type CommandError, ConcurrentUpdateError } from "@pulumi/pulumi/automation";
import { lastWords, stderrOf } from "../support/cli-words";
import { EngineFailure } from "./engine";

/** Who holds a lock, as the CLI prints it for a file or a bucket; Pulumi Cloud gives no name. */
function holderOf(text: string): string {
  const { who, pid, since } = /created by (?<who>\S+) \(pid (?<pid>\d+)\) at (?<since>\S+)/.exec(text)?.groups ?? {};
  return who === undefined ? "another run" : `a run of ${who}, process ${pid}, since ${since}`;
}

/**
 * Explains why the CLI didn't bring up or destroy a stack.
 *
 * @param diagnostics errors that the engine reported on the way, each with its resource.
 */
export function wordFailure(stack: string, error: CommandError, diagnostics: readonly string[]): EngineFailure {
  if (error instanceof ConcurrentUpdateError) {
    return new EngineFailure(
      `it is locked by ${holderOf(stderrOf(error))}: wait until it ends, or free the stack with npx pulumi cancel --stack ${stack} if that run was killed`,
      { cause: error },
    );
  }
  const words = diagnostics.length > 0 ? diagnostics : lastWords(error);
  return new EngineFailure(words.join("; "), { cause: error }, words);
}
