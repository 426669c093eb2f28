import { readFileSync } from "node:fs";
import * as path from "node:path";

/** Config keys of a stack, each with the YAML of its value. */
export type Keys = Readonly<Record<string, string>>;

/** A mistake in the files of a project that has none besides. */
export interface ConfigMistake {
  /** What somebody did. */
  readonly what: string;
  /** Keys that are set, or with an empty text taken out, by the stack. */
  readonly keys?: Readonly<Record<string, Keys>>;
  /** Whole files in place of these. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is told, line by line, below the count. */
  readonly says: readonly string[];
}

/** The shipped stacks, a key a line, so that the first key is on line 2. */
const stacks: Readonly<Record<string, Keys>> = {
  shared: {
    account: '"111122223333"',
    organizationArn: "arn:aws:organizations::111111111111:organization/o-exampleorg1",
    corporateCidrs: "[192.168.10.0/24]",
    mfa: '"off"',
    lobs: '[{ name: lob-a, account: "333333333333" }, { name: lob-b, account: "444444444444" }]',
  },
  parent: {
    account: '"222222222222"',
    organizationArn: "arn:aws:organizations::111111111111:organization/o-exampleorg1",
    children: '["333333333333"]',
    endpoints: "[iris]",
    sharedStack: "shared",
  },
  child: {
    account: '"333333333333"',
    lob: "lob-a",
    sharedStack: "shared",
    vpcCidr: "10.100.0.0/16",
    userProfiles: "[user-lob-a]",
    parentStack: "parent",
  },
  "lob-b": {
    role: "child",
    account: '"444444444444"',
    sharedStack: "shared",
    vpcCidr: "10.101.0.0/16",
    userProfiles: "[user-lob-b]",
    parentStack: "parent",
  },
};

const schema = readFileSync(path.resolve(__dirname, "../../../../Pulumi.yaml"), "utf8");

function fileOf(keys: Keys): string {
  const lines = Object.entries(keys)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `  ${key.includes(":") ? key : `sagemaker-multi-account:${key}`}: ${value}\n`);
  return `config:\n${lines.join("")}`;
}

/** The files of the project with a mistake in them. */
export function filesOf({ keys = {}, files = {} }: Pick<ConfigMistake, "keys" | "files">): Record<string, string> {
  const names = new Set([...Object.keys(stacks), ...Object.keys(keys)]);
  const all = [...names].map((name) => [`Pulumi.${name}.yaml`, fileOf({ ...stacks[name], ...keys[name] })]);
  return { "Pulumi.yaml": schema, ...Object.fromEntries(all), ...files };
}
