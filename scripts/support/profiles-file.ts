import { existsSync } from "node:fs";
import * as v from "valibot";
import { parseDocument } from "yaml";
import type { Mistake } from "../../common/validation";
import { readTextFile } from "./text-file";

/** Name of the file in the project's folder, which git ignores, with each stack's AWS profile. */
export const profilesFileName = ".aws-profiles.yaml";

/** Profiles by stack, and what is wrong with the file. */
export interface KeptProfiles {
  readonly profiles: ReadonlyMap<string, string>;
  readonly mistakes: readonly Mistake[];
}

const lines = v.record(v.string(), v.unknown());

function lineMistake(stack: string, profile: unknown, stacks: readonly string[]): string | undefined {
  if (!stacks.includes(stack)) {
    return `is not a stack here: correct it, or remove the line; the stacks are ${stacks.join(", ")}`;
  }
  return typeof profile === "string" && profile !== ""
    ? undefined
    : `names no profile: write ${stack}: and the name of an AWS profile`;
}

/**
 * Reads a file of profiles, a line `stack: profile` for each.
 *
 * @param file its path; a missing file names none.
 * @param stacks the stacks that there are.
 * @throws Refusal if the file can't be read.
 */
export function readProfilesFile(file: string, stacks: readonly string[]): KeptProfiles {
  const profiles = new Map<string, string>();
  if (!existsSync(file)) {
    return { profiles, mistakes: [] };
  }
  const { name, text } = readTextFile(file);
  // Without types, so that an account's id as a profile's name stays a text.
  const document = parseDocument(text, { schema: "failsafe" });
  const [error] = document.errors;
  if (error !== undefined) {
    const why = error.message.split("\n")[0]?.replace(/:$/, "");
    return { profiles, mistakes: [{ property: name, reason: `is not YAML: ${why}` }] };
  }
  const content: unknown = document.toJS() ?? {};
  if (Array.isArray(content) || !v.is(lines, content)) {
    return {
      profiles,
      mistakes: [{ property: name, reason: "is not a map: write a line stack: profile for each stack" }],
    };
  }
  const mistakes: Mistake[] = [];
  for (const [stack, profile] of Object.entries(content)) {
    const reason = lineMistake(stack, profile, stacks);
    if (reason === undefined) {
      profiles.set(stack, String(profile));
    } else {
      mistakes.push({ property: `${stack} of ${name}`, reason });
    }
  }
  return { profiles, mistakes };
}
