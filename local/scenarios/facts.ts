/** What must be so for a scenario to go as expected, each in words, and whether it is. */
export type Facts = Readonly<Record<string, boolean>>;

/** The facts that aren't so, each as a note. */
export function broken(facts: Facts): string[] {
  return Object.entries(facts).flatMap(([fact, holds]) => (holds ? [] : [`check failed: ${fact}`]));
}
