import type { Resource } from "./rule";
import { at, isKnown } from "./values";

/** Properties by which other resources name a resource. */
const names = ["id", "arn", "name", "bucket"] as const;

/**
 * Whether a property of a resource names another resource: by value if both are known, and otherwise by the resource
 * that the property came from.
 *
 * @param property its name, or its path with dots, such as `accessLogSettings.destinationArn`.
 */
export function refersTo(resource: Resource, property: string, target: Resource): boolean {
  const path = property.split(".");
  const value = at(resource.props, ...path);
  if (names.some((name) => typeof value === "string" && target.props[name] === value)) {
    return true;
  }
  const isUndecided = !isKnown(value) || typeof target.props.id !== "string";
  return isUndecided && (resource.references?.[path[0] ?? ""]?.includes(target.urn) ?? false);
}

/** The resources of a type. */
export function ofType(resources: readonly Resource[], type: string): readonly Resource[] {
  return resources.filter((resource) => resource.type === type);
}

/** The resources of a type whose property names another resource. */
export function referring(
  resources: readonly Resource[],
  type: string,
  property: string,
  target: Resource,
): readonly Resource[] {
  return ofType(resources, type).filter((resource) => refersTo(resource, property, target));
}
