import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { Refusal } from "../../infra/support/refusal";
import { parseConfig, type StackConfig } from "../../stacks/config";

/** A stack as its file describes it. */
export interface Stack {
  readonly name: string;
  /** Config keys of the project without namespace, each with its text, as Pulumi hands them to a program. */
  readonly texts: Readonly<Record<string, string>>;
  readonly config: StackConfig;
}

/** The project and its stacks, in the order in which they come up. */
export interface Project {
  readonly name: string;
  readonly stacks: readonly Stack[];
}

const projectFile = v.object({
  name: v.string(),
  config: v.record(v.string(), v.object({ default: v.optional(v.unknown()), value: v.optional(v.unknown()) })),
});

const stackFile = v.object({ config: v.optional(v.record(v.string(), v.unknown()), {}) });

/** A config value as Pulumi's engine hands it to a program. */
function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}

function readYaml<S extends v.GenericSchema>(file: string, schema: S): v.InferOutput<S> {
  const name = path.basename(file);
  const fail = (why: string): never => {
    throw new Refusal(name, [{ property: "the file", reason: why }]);
  };
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8")) ?? {};
  } catch (error) {
    return fail(error instanceof Error ? `can't be read as YAML: ${error.message.split("\n")[0]}` : "can't be read");
  }
  const parsed = v.safeParse(schema, content);
  return parsed.success ? parsed.output : fail("must hold a map named config");
}

const order = { parent: 0, child: 1 };

/** Makes a stack out of its config texts. Throws a Refusal naming every mistake in them. */
export function makeStack(name: string, texts: Readonly<Record<string, string>>): Stack {
  return { name, texts, config: parseConfig(name, texts) };
}

/**
 * Reads `Pulumi.yaml` and every `Pulumi.<stack>.yaml` beside it, with the defaults of the project's config schema, as
 * Pulumi does.
 *
 * @throws Refusal naming every mistake in every file.
 */
export function readProject(folder: string): Project {
  const project = readYaml(path.join(folder, "Pulumi.yaml"), projectFile);
  const namespace = `${project.name}:`;
  const defaults = Object.entries(project.config)
    .filter(([key, { default: value }]) => !key.includes(":") && value !== undefined)
    .map(([key, { default: value }]) => [key, toText(value)]);

  const mistakes: string[] = [];
  const stacks: Stack[] = [];
  for (const file of readdirSync(folder).sort()) {
    const name = /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1];
    if (name === undefined) {
      continue;
    }
    try {
      const own = Object.entries(readYaml(path.join(folder, file), stackFile).config).filter(([key]) =>
        key.startsWith(namespace),
      );
      refuseEncrypted(file, own);
      const texts = own.map(([key, value]) => [key.slice(namespace.length), toText(value)]);
      stacks.push(makeStack(name, Object.fromEntries([...defaults, ...texts])));
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      mistakes.push(error.message);
    }
  }
  if (mistakes.length > 0) {
    throw new ProjectRefusal(mistakes.join("\n"));
  }
  return { name: project.name, stacks: stacks.sort((a, b) => order[a.config.role] - order[b.config.role]) };
}

function refuseEncrypted(file: string, config: readonly (readonly [string, unknown])[]): void {
  const mistakes = config
    .filter(([, value]) => isEncrypted(value))
    .map(([property]) => ({
      property,
      reason:
        "is encrypted, and the local run holds no key: no value of this project is a secret, set it without --secret",
    }));
  if (mistakes.length > 0) {
    throw new Refusal(file, mistakes);
  }
}

/** Every mistake in the project's files, said together. */
export class ProjectRefusal extends Error {}
