import * as v from "valibot";
import type { Resource } from "../../../policy/support/rule";
import { requestsOfTypes } from "./request-table";
import { operationOf } from "./service-models";

const record = v.record(v.string(), v.string());

/** The provider's settings are texts; their parts are JSON. */
const defaultTags = v.object({ tags: record });
const settings = v.object({
  defaultTags: v.optional(v.union([defaultTags, v.pipe(v.string(), v.parseJson(), defaultTags)])),
});

function tagsOf({ type, props }: Resource): Readonly<Record<string, string>> {
  return type === "pulumi:providers:aws" ? (v.parse(settings, props).defaultTags?.tags ?? {}) : {};
}

/** Whether a request of a type's has tags. */
function takesTags(type: string): boolean {
  const requests = requestsOfTypes[type]?.requests ?? [];
  return requests.some(
    ({ operation, members }) =>
      members?.tags !== undefined ||
      Object.keys(operationOf(operation).input.members).some((member) => member.toLowerCase() === "tags"),
  );
}

/** A stack's resources with the tags that its provider gives to all that take any. */
export function withDefaultTags(resources: readonly Resource[]): Resource[] {
  const given = Object.assign({}, ...resources.map(tagsOf));
  return resources.map((resource) =>
    takesTags(resource.type)
      ? {
          ...resource,
          props: { ...resource.props, tags: { ...given, ...v.parse(v.optional(record, {}), resource.props.tags) } },
        }
      : resource,
  );
}
