import type { Resource } from "../../aws";

/** A text of a box: by name, and with the id that AWS makes up, which is shown on demand. */
export type Line = string | { readonly name: string; readonly id: string };

/** A line's name, and its id where it has one. */
export function partsOf(line: Line): readonly [name: string, id?: string] {
  return typeof line === "string" ? [line] : [line.name, line.id];
}

/** Lines of text under a title. */
export interface Block {
  readonly kind: "block";
  /** Unique in the drawing. */
  readonly id: string;
  readonly title: Line;
  readonly lines: readonly Line[];
}

/** A frame with a title and lines, around others. */
export interface Box {
  readonly kind: "account" | "network" | "group";
  readonly id: string;
  readonly title: Line;
  readonly lines: readonly Line[];
  readonly children: readonly (Box | Block)[];
}

/** A block, unless there is nothing to say. */
export function block(id: string, title: string, lines: readonly Line[]): Block[] {
  return lines.length === 0 ? [] : [{ kind: "block", id, title, lines }];
}

/** The name that a resource has in its stack. */
export function nameOf({ urn }: Resource): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Lines in the order of their names, since resources come in any. */
export function sorted<T extends Line>(lines: readonly T[]): T[] {
  return [...lines].sort((a, b) => partsOf(a).join(" ").localeCompare(partsOf(b).join(" ")));
}
