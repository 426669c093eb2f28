import type { AccessWords } from "./access";

/** Accesses that differ only in the place, as one. */
export interface Grouped<T extends AccessWords> {
  readonly first: T;
  readonly from: readonly string[];
}

/** Groups accesses of the same principal to the same thing, in their order. */
export function grouped<T extends AccessWords>(accesses: readonly T[]): Grouped<T>[] {
  const groups = new Map<string, Grouped<T>>();
  for (const access of accesses) {
    const key = `${access.who}\n${access.may}`;
    const known = groups.get(key);
    groups.set(key, { first: known?.first ?? access, from: [...(known?.from ?? []), access.from] });
  }
  return [...groups.values()];
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** A sentence without its end: who may do what, from where. */
export function accessSentence({ first, from }: Grouped<AccessWords>): string {
  return `${first.who} may ${first.may}, from ${listed(from)}`;
}

/** Why a table of accesses has fewer rows than there are accesses, and what the internet among their places means. */
export function tableNotes(accesses: readonly AccessWords[]): string[] {
  const rows = grouped(accesses).length;
  return [
    ...(rows < accesses.length
      ? [
          `The ${accesses.length} accesses are in ${rows} rows: a row lists all places from which somebody may do the same.`,
        ]
      : []),
    ...(accesses.some(({ from }) => from === "internet")
      ? [
          "The place internet means that credentials are enough: AWS's public addresses answer, and no policy that decides asks for a VPC endpoint. Where one does, the row doesn't list internet.",
        ]
      : []),
  ];
}
