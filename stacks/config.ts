import { Region } from "@pulumi/aws/types/enums";
import * as v from "valibot";
import type { CrossAccountInvokeRoleArgs } from "../infra/access/cross-account-invoke-role";
import { invokeRoleArguments } from "../infra/access/cross-account-invoke-role-arguments";
import { endpointInvokerEntries } from "../infra/access/endpoint-invoker-arguments";
import { nameSuffix } from "../infra/support/naming";
import { Refusal } from "../infra/support/refusal";
import { accountId, organizationArn } from "../infra/support/schemas";
import { allowed, check, type Mistake, reason } from "../infra/support/validation";

/** What a stack can be. */
export const roles = ["parent", "child"] as const;

const regions = Object.values(Region)
  // Other partitions of AWS write ARNs and service names differently.
  .filter((name) => !/^(cn|us-gov|us-iso|eu-iso|eusc)/.test(name));

const stackNameMessage = allowed("the name of a stack, or organization/project/stack");

const common = {
  stack: v.pipe(
    v.string(),
    v.regex(nameSuffix, allowed("a stack's name is 1 to 40 letters, digits, _ and -, since names in AWS end in it")),
  ),
  account: accountId,
  region: v.picklist(
    regions,
    allowed('a region of AWS such as "eu-west-1"; those of China, GovCloud and other partitions are not supported'),
  ),
  tags: v.optional(
    v.record(v.string(), v.string(allowed("a tag's value is text")), allowed("tags are a map of names and texts")),
    {},
  ),
};

const parentOnly = v.object({ ...common, role: v.literal("parent"), organizationArn: v.optional(organizationArn) });

const childConfig = v.object({
  ...common,
  role: v.literal("child"),
  parentStack: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]+(\/[\w.-]+\/[\w.-]+)?$/, stackNameMessage))),
  logRetentionDays: endpointInvokerEntries.logRetentionDays,
  alarmTopicArn: endpointInvokerEntries.alarmTopicArn,
});

/** The config of a parent's stack. */
export type ParentConfig = v.InferOutput<typeof parentOnly> & {
  /** The arguments of its role, with the organization's id that `organizationArn` ends in. */
  readonly invokeRole: CrossAccountInvokeRoleArgs;
};

/** The config of a child's stack. */
export type ChildConfig = v.InferOutput<typeof childConfig>;

/** A stack's config after all checks. */
export type StackConfig = ParentConfig | ChildConfig;

/** How a key's text is read before it is checked. */
const kinds: Readonly<Record<string, "text" | "json" | "plain">> = {
  account: "text",
  region: "text",
  role: "text",
  tags: "json",
  children: "json",
  endpoints: "json",
  inferenceComponents: "json",
  externalId: "text",
  organizationArn: "text",
  organizationPaths: "json",
  streaming: "plain",
  trustPolicyLimit: "plain",
  parentStack: "text",
  logRetentionDays: "plain",
  alarmTopicArn: "text",
};

/** Every config key that the project knows; the same as in `Pulumi.yaml`. */
export const configKeys = Object.keys(kinds);

function decode(key: string, text: string): unknown {
  const kind = kinds[key];
  if ((kind === "json" && /^[[{]/.test(text)) || (kind === "plain" && /^(true|false|\d+)$/.test(text))) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}

function unknownKey(key: string): Mistake {
  return { property: key, reason: `is not a key of this project; the keys are ${configKeys.join(", ")}` };
}

function mistakesOf(...checks: readonly ReturnType<typeof check>[]): Mistake[] {
  const found = new Map<string, Mistake>();
  for (const mistake of checks.flatMap((checked) => ("mistakes" in checked ? checked.mistakes : []))) {
    found.set(mistake.property, found.get(mistake.property) ?? mistake);
  }
  return [...found.values()];
}

function parent(values: Record<string, unknown>): { config: ParentConfig } | { mistakes: Mistake[] } {
  const own = check(parentOnly, values);
  const arn = check(organizationArn, values.organizationArn);
  const organizationId = "value" in arn ? arn.value.split("/")[1] : undefined;
  const invokeRole = check(invokeRoleArguments, { ...values, organizationId, vpcEndpointId: undefined });
  return "value" in own && "value" in invokeRole
    ? { config: { ...own.value, invokeRole: invokeRole.value } }
    : { mistakes: mistakesOf(own, invokeRole) };
}

function child(values: Record<string, unknown>): { config: ChildConfig } | { mistakes: Mistake[] } {
  const checked = check(childConfig, values);
  return "value" in checked ? { config: checked.value } : { mistakes: mistakesOf(checked) };
}

/**
 * Checks a stack's config.
 *
 * @param stack the stack's name, which is also its role unless `role` says otherwise.
 * @param texts the project's config keys without namespace, each with its text; objects and lists as JSON, as Pulumi
 *   hands them to a program. An empty text counts as not set.
 * @throws Refusal naming every mistake with key, value and what is allowed.
 */
export function parseConfig(stack: string, texts: Readonly<Record<string, string>>): StackConfig {
  const set = Object.entries(texts).filter(([, text]) => text !== "");
  const values: Record<string, unknown> = {
    // A key that isn't set is checked all the same, so that the message is its own.
    ...Object.fromEntries(configKeys.map((key) => [key, undefined])),
    ...Object.fromEntries(set.map(([key, text]) => [key, decode(key, text)])),
    stack,
  };
  const role = values.role ?? stack;
  const unknown = set.filter(([key]) => !(key in kinds)).map(([key]) => unknownKey(key));
  const result =
    role === "parent"
      ? parent({ ...values, role })
      : role === "child"
        ? child({ ...values, role })
        : { mistakes: [{ property: "role", reason: roleMistake(stack, values.role) }] };
  if ("config" in result && unknown.length === 0) {
    return result.config;
  }
  throw new Refusal(`stack ${stack}`, [...("mistakes" in result ? result.mistakes : []), ...unknown]);
}

function roleMistake(stack: string, given: unknown): string {
  return given === undefined
    ? `is not set, and the stack's name "${stack}" is none either: set role to one of ${roles.join(", ")}`
    : reason(given, `a stack's role is one of ${roles.join(", ")}`);
}
