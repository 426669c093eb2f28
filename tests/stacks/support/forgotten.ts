import * as v from "valibot";
import { resourceTypeOf } from "../../../local/aws/resource-types";
import type { Resource } from "../../../policy/support/rule";

const tags = v.optional(v.record(v.string(), v.string()), {});
const settings = v.object({ defaultTags: v.pipe(v.string(), v.parseJson(), v.object({ tags })) });

interface Rules {
  readonly boundary: string | undefined;
  readonly requiredTags: Readonly<Record<string, readonly string[]>>;
}

function fits(value: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith("*") ? value.startsWith(pattern.slice(0, -1)) : value === pattern,
  );
}

function breaches(given: Readonly<Record<string, string>>, { requiredTags }: Rules): string[] {
  return Object.entries(requiredTags).flatMap(([key, patterns]) => {
    const value = given[key];
    return value !== undefined && fits(value, patterns) ? [] : [`tag ${key} is ${value ?? "missing"}`];
  });
}

/** What of a stack's resources an organization's rules don't reach, each by its type and name. */
export function forgotten(resources: readonly Resource[], rules: Rules): string[] {
  const provider = resources.find(({ type }) => type === "pulumi:providers:aws");
  const byDefault = v.parse(settings, provider?.props).defaultTags.tags;
  return resources
    .filter(({ type }) => type.startsWith("aws:"))
    .flatMap(({ type, name, props }) => {
      const own = { ...byDefault, ...v.parse(tags, props.tags) };
      return [
        ...(type === "aws:iam/role:Role" && props.permissionsBoundary !== rules.boundary ? [" has no boundary"] : []),
        ...("tags" in resourceTypeOf(type).inputs ? breaches(own, rules).map((breach) => `: ${breach}`) : []),
        ...(type === "aws:ec2/instance:Instance"
          ? breaches(v.parse(tags, props.volumeTags), rules).map((breach) => `, its volumes: ${breach}`)
          : []),
      ].map((what) => `${type} ${name}${what}`);
    });
}
