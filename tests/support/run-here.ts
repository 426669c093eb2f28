import * as path from "node:path";
import type { Command } from "commander";
import type { Finished } from "../../local/support/run-node";
import { runCommandLine } from "../../scripts/support/command-line";

const root = path.resolve(__dirname, "../..");

/** Keeps what a stream is told, as one that is no terminal; gives what was told and puts the stream back. */
function overhear(stream: NodeJS.WriteStream): () => string {
  const { write, isTTY } = stream;
  let text = "";
  Object.assign(stream, {
    isTTY: false,
    write: (more: string) => {
      text += more;
      return true;
    },
  });
  return () => {
    Object.assign(stream, { write, isTTY });
    return text;
  };
}

/**
 * Runs an operators' command in this process, where nobody answers: for what no process of its own has to show. Each
 * command has one run as a process.
 *
 * @param entry the command's file, such as `scripts/doctor.ts`.
 */
export async function runHere(entry: string, ...options: readonly string[]): Promise<Finished> {
  const file = path.join(root, entry);
  // Each time: other specs give commands other actions.
  delete require.cache[file];
  const { command }: { readonly command: Command } = require(file);
  const listeners = process.listeners("SIGINT");
  const { exitCode } = process;
  const { isTTY } = process.stdin;
  const streams = [process.stdout, process.stderr].map(overhear);
  process.stdin.isTTY = false;
  process.exitCode = 0;
  try {
    await runCommandLine(command.exitOverride(), options);
    const [stdout = "", stderr = ""] = streams.map((end) => end());
    return { code: Number(process.exitCode), stdout, stderr };
  } finally {
    for (const end of streams) {
      end();
    }
    process.exitCode = exitCode;
    process.stdin.isTTY = isTTY;
    for (const listener of process.listeners("SIGINT").filter((one) => !listeners.includes(one))) {
      process.off("SIGINT", listener);
    }
  }
}
