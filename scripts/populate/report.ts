import type { Outcome } from "./outcome";
import type { Assignment, Step } from "./plan";

function place({ lob, profile }: Assignment): string {
  return `${lob}, profile ${profile}`;
}

function change(step: Step): string {
  if (step.kind === "remove") {
    const parts = [...(step.hasRow ? ["row"] : []), ...(step.hasAccount ? ["account"] : [])];
    return `${parts.join(" and ")} deleted`;
  }
  const { from, to } = step;
  const moved = from === undefined || step.kind === "create" ? "" : ` (before: ${place(from)})`;
  return `${place(to)}${moved}${step.password === "given" ? ", with the given password" : ""}`;
}

const verbs = { create: "created", move: "moved", change: "changed", remove: "removed" } as const;

/** A user's change that is done: `  moved    ann  lob-b, profile ann (before: lob-a, profile ann)`. */
export function stepLine(step: Step): string {
  return `  ${verbs[step.kind].padEnd(7)}  ${step.user}  ${change(step)}`;
}

/** The number of users by result, and what is left for the operator to know or do. */
export function summaryLines(outcome: Outcome, pruneCommand: string): string[] {
  const { created, moved, changed, removed, unchanged, left } = outcome;
  const counts = { created, moved, changed, removed, unchanged };
  return [
    `${Object.entries(counts)
      .map(([what, users]) => `${users.length} ${what}`)
      .join(", ")}.`,
    ...(moved.length + removed.length > 0
      ? ["A Studio session that is already open lasts until it expires; delete its app to end it at once."]
      : []),
    ...(left.length > 0
      ? [
          `Not in the file, and left as they are: ${left.join(", ")}.`,
          `To remove them from the table and the pool: ${pruneCommand}`,
        ]
      : []),
  ];
}

/** New users with their random passwords. Secret. */
export function passwordLines({ generated }: Outcome, validDays: number | undefined): string[] {
  if (generated.size === 0) {
    return [];
  }
  const limit = validDays === undefined ? "" : ` within ${validDays === 1 ? "a day" : `${validDays} days`}`;
  const width = Math.max(...[...generated.keys()].map((user) => user.length));
  return [
    `Passwords, shown this once, to be changed at the first sign-in${limit}:`,
    ...[...generated].map(([user, password]) => `  ${user.padEnd(width)}  ${password}`),
  ];
}
