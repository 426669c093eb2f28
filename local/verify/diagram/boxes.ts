import type { Resource } from "../../aws";

/** Lines of text under a title. */
export interface Block {
  readonly kind: "block";
  /** Unique in the drawing. */
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** A frame with a title and lines, around others. */
export interface Box {
  readonly kind: "account" | "network" | "group";
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly children: readonly (Box | Block)[];
}

/** A block, unless there is nothing to say. */
export function block(id: string, title: string, lines: readonly string[]): Block[] {
  return lines.length === 0 ? [] : [{ kind: "block", id, title, lines }];
}

/** The name that a resource has in its stack. */
export function nameOf({ urn }: Resource): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Names in their order, since resources come in any. */
export function sorted(names: readonly string[]): string[] {
  return [...names].sort((a, b) => a.localeCompare(b));
}
