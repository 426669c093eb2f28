import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { parse, stringify } from "yaml";
import { decode } from "../../../stacks/config-keys";
import type { DeployableStack } from "../deployer";

const content = v.record(v.string(), v.unknown());

function readYaml(file: string): v.InferOutput<typeof content> {
  return v.parse(content, parse(readFileSync(file, "utf8")));
}

/**
 * Writes `Pulumi.yaml` for programs that run in this process: as it is in the project, so that the engine checks config
 * by the same types and sets the same defaults, but without the program's file.
 */
export function writeProject(folder: string, source: string): void {
  const { main: _, ...project } = readYaml(source);
  writeFileSync(path.join(folder, "Pulumi.yaml"), stringify({ ...project, runtime: "nodejs" }));
}

/** The salt of another stack's secrets. The CLI derives one key for each salt that a run meets, in 0.15 s. */
function knownSalt(folder: string): v.InferOutput<typeof content> {
  const another = readdirSync(folder).find((name) => /^Pulumi\..+\.yaml$/.test(name));
  return another === undefined ? {} : { encryptionsalt: readYaml(path.join(folder, another)).encryptionsalt };
}

/** Writes `Pulumi.<stack>.yaml`, with lists, maps and numbers as such; the salt of its secrets stays, the same for all stacks. */
export function writeStack(folder: string, project: string, { name, texts }: DeployableStack): void {
  const file = path.join(folder, `Pulumi.${name}.yaml`);
  const set = Object.entries(texts).filter(([, text]) => text !== "");
  const config = Object.fromEntries(set.map(([key, text]) => [`${project}:${key}`, decode(key, text)]));
  writeFileSync(file, stringify({ ...(existsSync(file) ? readYaml(file) : knownSalt(folder)), config }));
}
