import * as pulumi from "@pulumi/pulumi";
import { childStack } from "./child";
import { parseConfig } from "./config";
import { parentStack } from "./parent";
import { sharedStack } from "./shared";

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
  switch (config.role) {
    case "shared":
      return { ...sharedStack(config) };
    case "parent":
      return { ...(await parentStack(config)) };
    case "child":
      return childStack(config);
  }
}

export = program;
