/** What a config key is: how its text is read, whose it is, and what it is when nobody sets it. */
interface ConfigKey {
  readonly kind: "text" | "list or word" | "map" | "number or flag";
  readonly of: "every stack" | "parent" | "child";
  /** As in `Pulumi.yaml`; a key that a stack doesn't set arrives with it. */
  readonly default: string;
}

/** Every config key of the project, the same as in `Pulumi.yaml`. */
export const configKeys: ReadonlyMap<string, ConfigKey> = new Map([
  ["account", { kind: "text", of: "every stack", default: "" }],
  ["region", { kind: "text", of: "every stack", default: "eu-west-1" }],
  ["role", { kind: "text", of: "every stack", default: "" }],
  ["tags", { kind: "map", of: "every stack", default: "{}" }],
  ["children", { kind: "list or word", of: "parent", default: "[]" }],
  ["endpoints", { kind: "list or word", of: "parent", default: "[]" }],
  ["inferenceComponents", { kind: "list or word", of: "parent", default: "[]" }],
  ["externalId", { kind: "text", of: "parent", default: "" }],
  ["organizationArn", { kind: "text", of: "parent", default: "" }],
  ["organizationPaths", { kind: "list or word", of: "parent", default: "[]" }],
  ["streaming", { kind: "number or flag", of: "parent", default: "false" }],
  ["trustPolicyLimit", { kind: "number or flag", of: "parent", default: "2048" }],
  ["parentStack", { kind: "text", of: "child", default: "" }],
  ["logRetentionDays", { kind: "number or flag", of: "child", default: "30" }],
  ["alarmTopicArn", { kind: "text", of: "child", default: "" }],
] as const);

const jsonForms = {
  "list or word": /^\[/,
  map: /^\{/,
  "number or flag": /^(true|false|\d+)$/,
};

/** Reads a key's text into the value that it stands for. A text that isn't of the key's form stays text. */
export function decode(key: string, text: string): unknown {
  const kind = configKeys.get(key)?.kind ?? "text";
  if (kind === "text" || !jsonForms[kind].test(text)) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
