/** The edit distance of two words: letters to insert, delete or replace. */
function edits(from: string, to: string): number {
  const letters = [...to];
  let row = Array.from({ length: letters.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [place, other] of letters.entries()) {
      const [left = 0, above = 0, before = 0] = [next[place], row[place + 1], row[place]];
      next.push(Math.min(left + 1, above + 1, before + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[letters.length] ?? 0;
}

/** Shortest word that counts as a match when it is part of another. */
const shortestPart = 4;

/**
 * The words that somebody may have meant: those with the smallest edit distance, at most a third of the letters; else
 * those that contain the given word or are contained in it. Case is ignored.
 */
export function nearest(given: string, words: readonly string[]): readonly string[] {
  const wanted = given.toLowerCase();
  const candidates = words.map((word) => ({ word, lower: word.toLowerCase() }));
  const distances = candidates.map(({ word, lower }) => ({ word, distance: edits(wanted, lower) }));
  const least = Math.min(...distances.map(({ distance }) => distance));
  const near = least <= wanted.length / 3 ? distances.filter(({ distance }) => distance === least) : [];
  const isPart = (part: string, whole: string) => part.length >= shortestPart && whole.includes(part);
  const found =
    near.length > 0 ? near : candidates.filter(({ lower }) => isPart(wanted, lower) || isPart(lower, wanted));
  return found.map(({ word }) => word);
}

/** The most suggestions in one question. */
const mostAsked = 3;

/** `did you mean x, y or z?`, or undefined if no word is near, or too many are. */
export function didYouMean(given: string, words: readonly string[]): string | undefined {
  const found = nearest(given, words);
  if (found.length === 0 || found.length > mostAsked) {
    return undefined;
  }
  return `did you mean ${[found.slice(0, -1).join(", "), found.at(-1)].filter(Boolean).join(" or ")}?`;
}
