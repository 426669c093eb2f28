import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { createInterface } from "node:readline";

const tsx = path.resolve(__dirname, "../../tsx.cjs");

/** AWSx's provider in a process of its own, as Pulumi runs providers. */
export interface AwsxProcess {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts AWSx's provider. It ends when it is closed, or with this process. */
export async function startAwsx(): Promise<AwsxProcess> {
  const child = spawn(process.execPath, ["--require", tsx, path.join(__dirname, "awsx-provider.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const failed = ended.then(([code]) => {
    throw new Error(`the local AWSx exited with ${code} before it listened`);
  });
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), failed]);
  failed.catch(() => {});
  return {
    port: Number(line),
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
