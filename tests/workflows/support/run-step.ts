import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Step } from "./workflow-files";

/** What became of a step. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  /** The calls of its programs: each one's name and arguments. */
  readonly calls: readonly string[][];
  /** A file's text; undefined where there is none. */
  file(name: string): string | undefined;
}

/** What a step finds. */
interface Around {
  readonly environment?: Readonly<Record<string, string>>;
  /** Files by their paths in the folder that it runs in. */
  readonly files?: Readonly<Record<string, string>>;
  /** Programs in place of real ones: the lines of shell that each runs after its call is noted. */
  readonly programs: Readonly<Record<string, string>>;
}

/**
 * Runs a step's shell as GitHub does, in a folder of its own.
 *
 * Source: GitHub Docs, "Workflow syntax", on `shell`: `bash -e`, and with `shell: bash` also `pipefail`.
 */
export async function runStep(step: Step, { environment = {}, files = {}, programs }: Around): Promise<Ended> {
  const folder = mkdtempSync(path.join(tmpdir(), "step-"));
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  try {
    for (const [name, text] of Object.entries(files)) {
      write(name, text);
    }
    for (const [name, does] of Object.entries(programs)) {
      write(`bin/${name}`, `#!/bin/bash\nprintf '%s\\0' ${name} "$@" >> "$CALLS"; echo >> "$CALLS"\n${does}\n`);
      chmodSync(path.join(folder, "bin", name), 0o755);
    }
    const calls = path.join(folder, "calls");
    const env = { ...environment, CALLS: calls, PATH: `${path.join(folder, "bin")}:${process.env.PATH}` };
    const options = step.shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
    const ended = await new Promise<Pick<Ended, "code" | "stdout">>((resolve) => {
      execFile("bash", [...options, "-c", step.run ?? ""], { cwd: folder, env }, (error, stdout) =>
        resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, stdout }),
      );
    });
    const read = (name: string) => {
      const file = path.join(folder, name);
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    };
    const noted = (read("calls") ?? "").split("\0\n").slice(0, -1);
    const kept = new Map(["issue.md", "out/comment.md", "out/deploy.txt", "summary"].map((name) => [name, read(name)]));
    return { ...ended, calls: noted.map((line) => line.split("\0")), file: (name) => kept.get(name) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
