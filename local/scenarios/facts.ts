/** A scenario's checks, each in words, and whether it holds. */
export type Facts = Readonly<Record<string, boolean>>;

/** The facts that don't hold, each as a note. */
export function broken(facts: Facts): string[] {
  return Object.entries(facts).flatMap(([fact, holds]) => (holds ? [] : [`check failed: ${fact}`]));
}
