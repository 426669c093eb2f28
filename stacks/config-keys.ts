/** What a stack can be. */
export const roles = ["shared", "parent", "child"] as const;

export type Role = (typeof roles)[number];

/** What a config key is: how its text is read, whose it is, and what it is when nobody sets it. */
interface ConfigKey {
  readonly kind: "text" | "list or word" | "map" | "number or flag";
  readonly of: readonly Role[];
  /** As in `Pulumi.yaml`; a key that a stack doesn't set arrives with it. */
  readonly default: string;
}

/** Every config key of the project, the same as in `Pulumi.yaml`. */
export const configKeys: ReadonlyMap<string, ConfigKey> = new Map<string, ConfigKey>([
  ["account", { kind: "text", of: roles, default: "" }],
  ["region", { kind: "text", of: roles, default: "eu-west-1" }],
  ["role", { kind: "text", of: roles, default: "" }],
  ["tags", { kind: "map", of: roles, default: "{}" }],
  ["deployRole", { kind: "text", of: roles, default: "" }],
  ["organizationArn", { kind: "text", of: ["shared", "parent"], default: "" }],
  ["sharedStack", { kind: "text", of: ["parent", "child"], default: "" }],
  ["vpcCidr", { kind: "text", of: ["shared", "child"], default: "" }],
  ["availabilityZones", { kind: "list or word", of: ["shared", "child"], default: "[]" }],
  ["logRetentionDays", { kind: "number or flag", of: ["shared", "child"], default: "30" }],
  ["alarmTopicArn", { kind: "text", of: ["shared", "child"], default: "" }],
  ["lobs", { kind: "list or word", of: ["shared"], default: "[]" }],
  ["modelAccounts", { kind: "list or word", of: ["shared"], default: "[]" }],
  ["lobSupernet", { kind: "text", of: ["shared"], default: "10.96.0.0/11" }],
  ["corporateCidrs", { kind: "list or word", of: ["shared"], default: "[]" }],
  ["endpointServices", { kind: "list or word", of: ["shared"], default: "[]" }],
  ["sharing", { kind: "text", of: ["shared"], default: "organization" }],
  ["shareWith", { kind: "list or word", of: ["shared"], default: "[]" }],
  ["signIn", { kind: "text", of: ["shared"], default: "private" }],
  ["mfa", { kind: "text", of: ["shared"], default: "required" }],
  ["presignedUrlSeconds", { kind: "number or flag", of: ["shared"], default: "60" }],
  ["studioSessionSeconds", { kind: "number or flag", of: ["shared"], default: "43200" }],
  ["flowLogs", { kind: "number or flag", of: ["shared"], default: "false" }],
  ["queryLogs", { kind: "number or flag", of: ["shared"], default: "false" }],
  ["deletionProtection", { kind: "number or flag", of: ["shared"], default: "true" }],
  ["onPremisesSimulator", { kind: "number or flag", of: ["shared"], default: "false" }],
  ["simulatorCidr", { kind: "text", of: ["shared"], default: "192.168.10.0/24" }],
  ["children", { kind: "list or word", of: ["parent"], default: "[]" }],
  ["endpoints", { kind: "list or word", of: ["parent"], default: "[]" }],
  ["inferenceComponents", { kind: "list or word", of: ["parent"], default: "[]" }],
  ["externalId", { kind: "text", of: ["parent"], default: "" }],
  ["previousExternalId", { kind: "text", of: ["parent"], default: "" }],
  ["organizationPaths", { kind: "list or word", of: ["parent"], default: "[]" }],
  ["streaming", { kind: "number or flag", of: ["parent"], default: "false" }],
  ["trustPolicyLimit", { kind: "number or flag", of: ["parent"], default: "2048" }],
  ["parentStack", { kind: "text", of: ["child"], default: "" }],
  ["lob", { kind: "text", of: ["child"], default: "" }],
  ["userProfiles", { kind: "list or word", of: ["child"], default: "[]" }],
  ["idleTimeoutMinutes", { kind: "number or flag", of: ["child"], default: "120" }],
  ["homeFileSystem", { kind: "text", of: ["child"], default: "Retain" }],
  ["dnsFirewall", { kind: "text", of: ["child"], default: "block" }],
]);

const jsonForms = {
  // A list in place of a map, and the other way round, is to be shown as it was written.
  "list or word": /^[[{]/,
  map: /^[[{]/,
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
