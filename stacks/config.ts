import { Region } from "@pulumi/aws/types/enums";
import * as v from "valibot";
import type { CrossAccountInvokeRoleArgs } from "../infra/access/cross-account-invoke-role";
import { invokeRoleArguments } from "../infra/access/cross-account-invoke-role-arguments";
import { endpointInvokerEntries, topicOfRegion } from "../infra/access/endpoint-invoker-arguments";
import { nameSuffix } from "../infra/support/naming";
import { Refusal } from "../infra/support/refusal";
import { accountId, organizationArn, tags } from "../infra/support/schemas";
import { allowed, type Checked, check, type Mistake, onePerProperty, reason } from "../infra/support/validation";
import { configKeys, decode } from "./config-keys";

/** What a stack can be. */
const roles = ["parent", "child"] as const;

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
  tags: v.optional(tags, {}),
};

const parentOnly = v.object({ ...common, role: v.literal("parent"), organizationArn: v.optional(organizationArn) });

const childEntries = v.object({
  ...common,
  role: v.literal("child"),
  parentStack: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]+(\/[\w.-]+\/[\w.-]+)?$/, stackNameMessage))),
  logRetentionDays: endpointInvokerEntries.logRetentionDays,
  alarmTopicArn: endpointInvokerEntries.alarmTopicArn,
});

const childConfig = v.pipe(childEntries, topicOfRegion());

/** The config of a parent's stack. */
export type ParentConfig = v.InferOutput<typeof parentOnly> & {
  /** The arguments of its role, with the organization's id that `organizationArn` ends in. */
  readonly invokeRole: CrossAccountInvokeRoleArgs;
};

/** The config of a child's stack. */
export type ChildConfig = v.InferOutput<typeof childConfig>;

/** A stack's config after all checks. */
export type StackConfig = ParentConfig | ChildConfig;

/** What is wrong with a key itself: the project doesn't know it, or it does nothing in a stack of this role. */
function keyMistake(key: string, text: string, role: unknown): Mistake | undefined {
  const known = configKeys.get(key);
  if (known === undefined) {
    return {
      property: key,
      reason: `is not a key of this project; the keys are ${[...configKeys.keys()].join(", ")}`,
    };
  }
  const isForeign = known.of !== "every stack" && known.of !== role;
  return isForeign && text !== known.default
    ? { property: key, reason: `belongs to a ${known.of}'s stack and does nothing here: remove it, or set it there` }
    : undefined;
}

function mistakesIn(checked: Checked<unknown>): readonly Mistake[] {
  return "mistakes" in checked ? checked.mistakes : [];
}

function parent(values: Record<string, unknown>): Checked<ParentConfig> {
  const own = check(parentOnly, values);
  const arn = check(organizationArn, values.organizationArn);
  const organizationId = "value" in arn ? arn.value.split("/")[1] : undefined;
  const invokeRole = check(invokeRoleArguments, { ...values, organizationId, vpcEndpointId: undefined });
  return "value" in own && "value" in invokeRole
    ? { value: { ...own.value, invokeRole: invokeRole.value } }
    : { mistakes: onePerProperty([...mistakesIn(own), ...mistakesIn(invokeRole)]) };
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
    ...Object.fromEntries([...configKeys.keys()].map((key) => [key, undefined])),
    ...Object.fromEntries(set.map(([key, text]) => [key, decode(key, text)])),
    stack,
  };
  const role = values.role ?? stack;
  if (role !== "parent" && role !== "child") {
    throw new Refusal(`stack ${stack}`, [{ property: "role", reason: roleMistake(stack, values.role) }]);
  }
  const checked = role === "parent" ? parent({ ...values, role }) : check(childConfig, { ...values, role });
  const keyMistakes = set.flatMap(([key, text]) => keyMistake(key, text, role) ?? []);
  if ("value" in checked && keyMistakes.length === 0) {
    return checked.value;
  }
  throw new Refusal(`stack ${stack}`, [...mistakesIn(checked), ...keyMistakes]);
}

function roleMistake(stack: string, given: unknown): string {
  return given === undefined
    ? `is not set, and the stack's name "${stack}" is none either: set role to one of ${roles.join(", ")}`
    : reason(given, `a stack's role is one of ${roles.join(", ")}`);
}
