import { spawn } from "node:child_process";
import * as path from "node:path";
import { CommandError, ConcurrentUpdateError, type PulumiCommand, StackNotFoundError } from "@pulumi/pulumi/automation";

type Told = ((text: string) => void) | undefined;

/** What a run of the CLI's came to, as the Automation API reads it. */
interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** The Automation API's error for what the CLI wrote, in the API's own form. */
function errorFor({ code, stdout, stderr }: Result): CommandError {
  const text = `code: ${code}\n stdout: ${stdout}\n stderr: ${stderr}\n err?: \n`;
  if (/no stack named.*found/.test(stderr)) {
    return new StackNotFoundError(text);
  }
  const isLocked = /\[409\] Conflict: Another update|the stack is currently locked by/.test(stderr);
  return isLocked ? new ConcurrentUpdateError(text) : new CommandError(text);
}

/**
 * A CLI whose runs are process groups of their own. A terminal sends Ctrl-C to its whole group, and the CLI would cancel its
 * update at the first; here it ends what it has begun, until it is told otherwise.
 *
 * The Automation API starts the CLI by its command's method `run`, which its types leave out.
 */
export function inOwnGroup(command: PulumiCommand): PulumiCommand {
  const program = command.command;
  const run = (
    args: readonly string[],
    cwd: string,
    added: Readonly<Record<string, string>>,
    onOutput: Told,
    onError: Told,
    signal: AbortSignal | undefined,
  ) =>
    new Promise<Result>((resolve, reject) => {
      // The CLI looks for its plugins on PATH, where those that came with it go first.
      const places = [...(path.isAbsolute(program) ? [path.dirname(program)] : []), added.PATH ?? process.env.PATH];
      const env = { ...process.env, ...added, PATH: places.join(path.delimiter), PULUMI_AUTOMATION_API: "true" };
      const cli = spawn(program, [...args, "--non-interactive"], {
        ...{ cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] },
      });
      const texts = { stdout: "", stderr: "" };
      cli.stdout.setEncoding("utf8").on("data", (text: string) => {
        texts.stdout += text;
        onOutput?.(text);
      });
      cli.stderr.setEncoding("utf8").on("data", (text: string) => {
        texts.stderr += text;
        onError?.(text);
      });
      const cancel = () => void cli.kill("SIGINT");
      signal?.addEventListener("abort", cancel);
      cli.once("error", (error) => reject(errorFor({ stdout: "", stderr: error.message, code: -2 })));
      cli.once("close", (code, killedBy) => {
        signal?.removeEventListener("abort", cancel);
        if (code === 0) {
          resolve({ ...texts, code });
        } else {
          const stderr = killedBy === null ? texts.stderr : `${texts.stderr}\nerror: the CLI was ended by ${killedBy}`;
          reject(errorFor({ stdout: texts.stdout, stderr, code: code ?? -2 }));
        }
      });
    });
  return Object.create(command, { run: { value: run } });
}
