import type { EngineEvent } from "@pulumi/pulumi/automation";

/** What an event tells of a resource. */
export type ResourceMetadata = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

/** Whether a resource is one of AWS, and no component or provider. */
export function isOfAws({ type, old, new: next }: ResourceMetadata): boolean {
  return !type.startsWith("pulumi:") && (next ?? old)?.custom === true;
}

/** A text of the engine's without its marks of colour, in one line. */
export function plainText(text: string): string {
  return text
    .replace(/<\{%.*?%\}>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
