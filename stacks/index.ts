import * as pulumi from "@pulumi/pulumi";
import { childStack } from "./child";
import { parseConfig } from "./config";
import type { StackConfig } from "./config-schemas";
import { otherKeyMistake } from "./other-keys";
import { parentStack } from "./parent";
import { sharedStack } from "./shared";

/** The stack's config from the engine. Throws a Refusal naming every mistake in it. */
function readConfig(): StackConfig {
  const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
  const namespace = `${project}:`;
  const given = Object.entries(pulumi.runtime.allConfig() ?? {});
  const own = given.filter(([key]) => key.startsWith(namespace));
  const others = given.filter(([key]) => !key.startsWith(namespace));
  return parseConfig(
    stack,
    Object.fromEntries(own.map(([key, text]) => [key.slice(namespace.length), text])),
    others.flatMap(([key]) => otherKeyMistake(key, project, stack) ?? []),
  );
}

/**
 * Pulumi's entry point: runs the stack that the config's role names, and returns its outputs.
 *
 * @throws Refusal naming every mistake in the config.
 */
async function program(): Promise<Record<string, unknown>> {
  const config = readConfig();
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
