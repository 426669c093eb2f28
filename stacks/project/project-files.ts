import { readdirSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { type Mistake, onePerProperty } from "../../common/validation";
import { mistakesBetween } from "./project-checks";
import { type FileMistake, ProjectRefusal } from "./project-refusal";
import type { Project, Stack } from "./stack";
import { StackFile, stackFileForm } from "./stack-file";
import { map, readFile, toText } from "./yaml-file";

const projectFile = v.object({
  name: v.string(),
  config: v.pipe(map, v.record(v.string(), v.object({ default: v.optional(v.unknown()) }))),
});

/** Stacks come up after those that they read. */
const order = { shared: 0, parent: 1, child: 2 };

/** The result of work; undefined if it finds mistakes in files, which are collected. */
function gathering<T>(mistakes: FileMistake[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof ProjectRefusal) {
      mistakes.push(...error.mistakes);
      return undefined;
    }
    throw error;
  }
}

/** The files in a folder that look like a stack's, in the order of their names. */
function stackFilesIn(folder: string): readonly (readonly [stack: string, file: string])[] {
  const files = readdirSync(folder).sort();
  return files.flatMap((file) => {
    const stack = /^Pulumi\.(.+)\.(ya?ml|json)$/.exec(file)?.[1];
    return stack === undefined ? [] : [[stack, file] as const];
  });
}

/**
 * What is wrong with a file's ending, if anything. Source: pulumi/pulumi `sdk/go/common/workspace/paths.go`,
 * DetectProjectStackPath: a stack's file has the ending of the project's.
 */
function endingMistake(stack: string, file: string, files: readonly string[]): FileMistake | undefined {
  const read = `Pulumi.${stack}.yaml`;
  const todo = files.includes(read)
    ? "remove this one"
    : file.endsWith(".json")
      ? "write it as YAML there"
      : "rename it";
  const reason = `reads ${read} only: ${todo}`;
  return file === read ? undefined : { file, line: undefined, property: "Pulumi", reason };
}

/**
 * Reads `Pulumi.yaml` and every `Pulumi.<stack>.yaml` beside it, with the defaults of the project's config schema, as
 * Pulumi does.
 *
 * @param further more checks of a stack among others, for this purpose.
 * @throws ProjectRefusal what is wrong with `Pulumi.yaml`, or naming every mistake in and between the stacks' files.
 */
export function readProject(
  folder: string,
  further: (project: Project, stack: Stack) => Mistake[] = () => [],
): Project {
  const { content: project } = readFile(
    path.join(folder, "Pulumi.yaml"),
    projectFile,
    "a name, and a map named config with the keys that there are",
  );
  const defaults = Object.fromEntries(
    Object.entries(project.config)
      .filter(([key, { default: value }]) => !key.includes(":") && value !== undefined)
      .map(([key, { default: value }]) => [key, toText(value)]),
  );
  const mistakes: FileMistake[] = [];
  const read: { readonly file: StackFile; readonly stack: Stack }[] = [];
  const unread: string[] = [];
  const form = `a map named config, of lines such as ${project.name}:account: "111122223333", indented by two spaces`;
  const files = stackFilesIn(folder);
  for (const [name, file] of files) {
    const pair = gathering(mistakes, () => {
      const ending = endingMistake(
        name,
        file,
        files.map(([, other]) => other),
      );
      if (ending !== undefined) {
        throw new ProjectRefusal([ending]);
      }
      const stackFile = new StackFile(name, readFile(path.join(folder, file), stackFileForm, form), project.name);
      return { file: stackFile, stack: stackFile.read(defaults) };
    });
    if (pair === undefined) {
      unread.push(name);
    } else {
      read.push(pair);
    }
  }
  const stacks = read.map(({ stack }) => stack);
  for (const { file, stack } of read) {
    const own = { name: project.name, stacks };
    const between = onePerProperty([...mistakesBetween(own, stack, unread), ...further(own, stack)]);
    mistakes.push(...between.map((one) => file.placed(one)));
  }
  if (mistakes.length > 0) {
    throw new ProjectRefusal(mistakes);
  }
  return { name: project.name, stacks: stacks.sort((a, b) => order[a.config.role] - order[b.config.role]) };
}
