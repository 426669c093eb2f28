import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { isRecord } from "../../common/is-record";
import { Refusal } from "../../common/refusal";
import { readProject } from "../../stacks/project/project-files";
import type { Project } from "../../stacks/project/stack";
import { StackFile } from "./stack-file";

const projectFile = "Pulumi.yaml";

function fileRefusal(name: string, reason: string): Refusal {
  return new Refusal(name, [{ property: "the file", reason }]);
}

/** Reads a text that will be written again, with its byte order mark, if any. */
function readText(folder: string, name: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path.join(folder, name));
  } catch {
    throw fileRefusal(name, "can't be read: check that it exists, and that you may read it");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw fileRefusal(name, "is not UTF-8: save it as UTF-8");
  }
}

/** The project's name; empty if its file has none, which reading the project refuses. */
function projectName(folder: string): string {
  const text = readText(folder, projectFile);
  try {
    const content: unknown = parse(text);
    return isRecord(content) ? String(content.name) : "";
  } catch {
    return "";
  }
}

/** The folder of the project, with its stacks' files. */
export class ProjectFolder {
  private constructor(
    readonly path: string,
    readonly projectName: string,
    readonly files: readonly StackFile[],
  ) {}

  /** Reads the files of a folder. Throws a Refusal for one that isn't UTF-8. */
  static read(folder: string): ProjectFolder {
    const project = projectName(folder);
    const files = readdirSync(folder).sort();
    return new ProjectFolder(
      folder,
      project,
      files.flatMap((name) => {
        const stack = /^Pulumi\.(.+)\.ya?ml$/.exec(name)?.[1];
        return stack === undefined ? [] : [new StackFile(stack, name, readText(folder, name), project)];
      }),
    );
  }

  /** The file of a stack that the project has. */
  fileOf(stack: string): StackFile {
    const file = this.files.find((candidate) => candidate.stack === stack);
    if (file === undefined) {
      throw new Error(`stack ${stack} should have a file`);
    }
    return file;
  }

  /**
   * The project as it would be with files changed, added or removed: read from a copy, by all of the project's own checks.
   *
   * @throws Refusal, ProjectRefusal as `readProject` does.
   */
  projectWith(changed: readonly { readonly name: string; readonly text: string | undefined }[]): Project {
    const copy = mkdtempSync(path.join(tmpdir(), "onboard-"));
    try {
      copyFileSync(path.join(this.path, projectFile), path.join(copy, projectFile));
      const texts = new Map([...this.files, ...changed].map(({ name, text }) => [name, text]));
      for (const [name, text] of texts) {
        if (text !== undefined) {
          writeFileSync(path.join(copy, name), text);
        }
      }
      return readProject(copy);
    } finally {
      rmSync(copy, { recursive: true });
    }
  }
}
