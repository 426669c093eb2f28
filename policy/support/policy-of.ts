import {
  type PolicyResource,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
  UnknownValueError,
} from "@pulumi/policy";
import { isStackRule, judges, type Resource, type ResourceRule, type Rule, type StackRule } from "./rule";
import { isRecord, notYetKnown } from "./values";

/** Reads a property; Pulumi throws where a preview doesn't know it. */
function read(values: Readonly<Record<string, unknown>>, key: string): unknown {
  try {
    return plain(values[key]);
  } catch (error) {
    if (error instanceof UnknownValueError) {
      return notYetKnown;
    }
    throw error;
  }
}

/** Plain values of Pulumi's proxies, which throw when something unknown is read. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) =>
      read(
        {
          get item() {
            return value[index];
          },
        },
        "item",
      ),
    );
  }
  return isRecord(value) ? plainProperties(value) : value;
}

/** Plain values of a resource's properties, with {@link notYetKnown} in place of what a preview doesn't know. */
export function plainProperties(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(values).map((key) => [key, read(values, key)]));
}

/** Reads everything within a value, so that Pulumi reports by name what it doesn't know yet. */
function touch(value: unknown): void {
  for (const inner of Array.isArray(value)
    ? value
    : isRecord(value)
      ? Object.keys(value).map((key) => value[key])
      : []) {
    touch(inner);
  }
}

function plainResource({ type, name, urn, props }: ResourceValidationArgs | PolicyResource): Resource {
  return { type, name, urn, props: plainProperties(props) };
}

function resourcePolicy(rule: ResourceRule): ResourceValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    validateResource(args, report) {
      if (!judges(rule, args.type)) {
        return;
      }
      for (const message of rule.judge(plainResource(args))) {
        report(message);
      }
      // Last: Pulumi then adds that the rule couldn't see everything in this preview.
      for (const property of rule.reads) {
        touch(args.props[property]);
      }
    },
  };
}

function withReferences(resource: PolicyResource): Resource {
  const references = Object.entries(resource.propertyDependencies).map(
    ([property, resources]) => [property, resources.map(({ urn }) => urn)] as const,
  );
  return { ...plainResource(resource), references: Object.fromEntries(references) };
}

function stackPolicy(rule: StackRule): StackValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    validateStack({ resources }, report) {
      for (const { urn, message } of rule.judgeStack(resources.map(withReferences))) {
        report(message, urn);
      }
    },
  };
}

/** Makes a policy that Pulumi runs out of a rule. */
export function policyOf(rule: Rule): ResourceValidationPolicy | StackValidationPolicy {
  return isStackRule(rule) ? stackPolicy(rule) : resourcePolicy(rule);
}
