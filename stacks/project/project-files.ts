import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { isRecord } from "../../common/is-record";
import { Refusal } from "../../common/refusal";
import { UsersMistake } from "../../common/users-mistake";
import { type Mistake, onePerProperty } from "../../common/validation";
import { parseConfig } from "../config";
import { mistakesBetween } from "./project-checks";
import { makeStack, type Project, type Stack } from "./stack";

/** A map of YAML; a list isn't one. */
const map = v.custom<Record<string, unknown>>((value) => isRecord(value) && !Array.isArray(value));

const projectFile = v.object({
  name: v.string(),
  config: v.pipe(map, v.record(v.string(), v.object({ default: v.optional(v.unknown()) }))),
});

const stackFile = v.pipe(map, v.object({ config: v.nullish(map) }));

/** A config value as Pulumi's engine hands it to a program; an empty one is not set. */
function toText(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
}

function isEncrypted(value: unknown): boolean {
  return isRecord(value) && "secure" in value;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw fileRefusal(file, "can't be read: run this in the project's folder, and see that the file is there");
  }
}

function fileRefusal(file: string, reason: string): Refusal {
  return new Refusal(path.basename(file), [{ property: "the file", reason }]);
}

function readYaml<S extends v.GenericSchema>(file: string, schema: S): v.InferOutput<S> {
  const text = readText(file);
  let content: unknown;
  try {
    content = parse(text) ?? {};
  } catch (error) {
    const why = error instanceof Error ? `: ${error.message.split("\n")[0]?.replace(/:$/, "")}` : "";
    throw fileRefusal(file, `is no YAML${why}`);
  }
  const parsed = v.safeParse(schema, content);
  if (!parsed.success) {
    throw fileRefusal(file, "must be a map with a map named config");
  }
  return parsed.output;
}

/** Stacks come up after those that they read. */
const order = { shared: 0, parent: 1, child: 2 };

/** Whose settings a stack's file may hold besides the project's: Pulumi's own and the provider's. */
const otherNamespaces = new Set(["pulumi", "aws"]);

/** A key of a stack's file, read like Pulumi does: one without a namespace is the project's. */
interface FileKey {
  readonly namespace: string;
  readonly key: string;
  readonly value: unknown;
}

function fileKeys(config: Readonly<Record<string, unknown>>, project: string): FileKey[] {
  return Object.entries(config).map(([name, value]) => {
    const [namespace = project, key = name] = name.includes(":") ? name.split(/:(.*)/s) : [];
    return { namespace, key, value };
  });
}

/** What keeps a value of a stack's file from being read, if anything. */
function valueMistake({ namespace, key, value }: FileKey, project: string): Mistake | undefined {
  if (namespace !== project) {
    return otherNamespaces.has(namespace)
      ? undefined
      : { property: `${namespace}:${key}`, reason: `is not of this project, whose keys are written ${project}:${key}` };
  }
  const reason = "is encrypted, and the local run holds no key: no value of this project is a secret, set it in clear";
  return isEncrypted(value) ? { property: key, reason } : undefined;
}

/** Reads a stack's file. Throws a Refusal naming every mistake in it. */
function readStack(file: string, name: string, project: string, defaults: Readonly<Record<string, string>>): Stack {
  const keys = fileKeys(readYaml(file, stackFile).config ?? {}, project);
  const unreadable = keys.flatMap((key) => valueMistake(key, project) ?? []);
  const own = keys
    .filter(({ namespace, value }) => namespace === project && !isEncrypted(value))
    .map(({ key, value }) => [key, toText(value)]);
  const texts = { ...defaults, ...Object.fromEntries(own) };
  if (unreadable.length === 0) {
    return makeStack(name, texts);
  }
  throw new Refusal(`stack ${name}`, onePerProperty([...unreadable, ...mistakesOf(name, texts)]));
}

function mistakesOf(name: string, texts: Readonly<Record<string, string>>): readonly Mistake[] {
  try {
    parseConfig(name, texts);
    return [];
  } catch (error) {
    if (error instanceof Refusal) {
      return error.mistakes;
    }
    throw error;
  }
}

/**
 * Reads `Pulumi.yaml` and every `Pulumi.<stack>.yaml` beside it, with the defaults of the project's config schema, as
 * Pulumi does.
 *
 * @throws Refusal what is wrong with `Pulumi.yaml`; ProjectRefusal naming every mistake in every stack's file.
 */
export function readProject(folder: string): Project {
  const project = readYaml(path.join(folder, "Pulumi.yaml"), projectFile);
  const defaults = Object.entries(project.config)
    .filter(([key, { default: value }]) => !key.includes(":") && value !== undefined)
    .map(([key, { default: value }]) => [key, toText(value)]);

  const refusals: string[] = [];
  const stacks: Stack[] = [];
  for (const file of readdirSync(folder).sort()) {
    const name = /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1];
    if (name === undefined) {
      continue;
    }
    try {
      stacks.push(readStack(path.join(folder, file), name, project.name, Object.fromEntries(defaults)));
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      refusals.push(error.message);
    }
  }
  if (refusals.length === 0) {
    refusals.push(...mistakesBetween({ name: project.name, stacks }));
  }
  if (refusals.length > 0) {
    throw new ProjectRefusal(refusals.join("\n"));
  }
  return { name: project.name, stacks: stacks.sort((a, b) => order[a.config.role] - order[b.config.role]) };
}

/** Every mistake in the project's files, said together. */
export class ProjectRefusal extends UsersMistake {}
