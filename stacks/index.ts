import * as pulumi from "@pulumi/pulumi";
import { childStack } from "./child";
import { parseConfig } from "./config";
import { parentStack } from "./parent";

/** The project's config keys with their texts, as the engine hands them over. */
function configTexts(): Record<string, string> {
  const namespace = `${pulumi.getProject()}:`;
  return Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig() ?? {}).flatMap(([key, text]) =>
      key.startsWith(namespace) ? [[key.slice(namespace.length), text]] : [],
    ),
  );
}

/**
 * Pulumi's entry point: runs the stack that the config's role names, and returns its outputs.
 *
 * @throws Refusal naming every mistake in the config.
 */
async function program(): Promise<Record<string, unknown>> {
  const config = parseConfig(pulumi.getStack(), configTexts());
  return config.role === "parent" ? { ...parentStack(config) } : childStack(config);
}

export = program;
