import type { Resource, ResourceRule } from "../support/rule";
import { at, hasUnknown, isRecord, textsOf } from "../support/values";
import { missingTags } from "./required-tags";

/** Pulumi passes a provider's lists and maps as JSON text. */
function plain(value: unknown): unknown {
  if (typeof value !== "string") {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function judge({ name, props }: Resource): string[] {
  if (/^default(_|$)/.test(name)) {
    return [
      "is the default provider, which uses whatever credentials are set: pass the stack's own provider to the resource",
    ];
  }
  const accounts = plain(props.allowedAccountIds);
  const tags = at(plain(props.defaultTags), "tags");
  return [
    ...(hasUnknown(accounts) || textsOf(accounts).length > 0
      ? []
      : ["works in whichever account the credentials belong to: set allowedAccountIds"]),
    ...missingTags(isRecord(tags) || hasUnknown(tags) ? tags : {}).map(
      (tag) => `gives resources no tag "${tag}": add it to defaultTags`,
    ),
  ];
}

export const accountProvider: ResourceRule = {
  name: "account-provider",
  description: "Every resource is made by a provider that names its account and sets the tags project, stack and role.",
  source: "Pulumi Registry, AWS provider, Configuration: allowedAccountIds, defaultTags",
  types: ["pulumi:providers:aws"],
  reads: ["allowedAccountIds", "defaultTags"],
  judge,
};
