import type { StackRule } from "../support/rule";
import { isRecord } from "../support/values";

const required = ["project", "stack", "role"] as const;

function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

/** The required tags that are missing, or empty; none where the tags aren't known yet. */
export function missingTags(tags: unknown): readonly string[] {
  return isRecord(tags) ? required.filter((tag) => tags[tag] === undefined || isBlank(tags[tag])) : [];
}

/** The provider sets them by default, and AWS's answer has them all in `tagsAll`. */
export const requiredTags: StackRule = {
  name: "required-tags",
  description:
    "Every resource that takes tags has the tags project, stack and role, by which costs and leftovers are found.",
  source: "AWS Whitepaper, Best Practices for Tagging AWS Resources",
  judgeStack: (resources) =>
    resources.flatMap(({ urn, props }) =>
      missingTags(props.tagsAll).map((tag) => ({
        urn,
        message: `has no tag "${tag}": don't overwrite what the provider's defaultTags set`,
      })),
    ),
};
