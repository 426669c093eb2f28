import type { Mistake } from "../../common/validation";
import type { Stack } from "../../stacks/project/stack";
import { type Changes, isNothing, kinds } from "../engine/changes";
import { shortList } from "../support/counted";

/** A stack with what its preview tells; undefined for one that is planned after what it reads. */
export interface Planned {
  readonly stack: Stack;
  readonly plan?: Changes | undefined;
  /** Names of what it is planned after. */
  readonly after?: readonly string[];
}

/** What is wrong with a stack. */
export interface StackMistake extends Mistake {
  readonly stack: string;
}

function cellsOf({ stack, plan, after = [] }: Planned): string[] {
  const head = [stack.name, stack.config.account];
  if (plan === undefined) {
    return [...head, `planned after ${after.join(", ")}`];
  }
  if (isNothing(plan)) {
    return [...head, "nothing to do"];
  }
  if (plan.changes.length === 0) {
    return [...head, "only outputs change"];
  }
  const counts = kinds.map((kind) => plan.changes.filter((change) => change.kind === kind).length);
  return [...head, ...counts.map((number, index) => String(number).padStart(kinds[index]?.length ?? 0))];
}

/** What is replaced or deleted, and what the policy pack warns of. */
function detailsOf({ stack, plan }: Planned): string[] {
  const named = (["replace", "delete"] as const).flatMap((kind) => {
    const of = plan?.changes.filter((change) => change.kind === kind).map(({ type, name }) => `${type} ${name}`) ?? [];
    return of.length === 0 ? [] : [`${kind}: ${shortList(of)}`];
  });
  const findings = plan?.findings.map((finding) => `policy pack warns: ${finding}`) ?? [];
  return [...named, ...findings].map((line) => `  ${stack.name}  ${line}`);
}

/** A line for each resource that isn't as files say, with the properties that differ. */
function differencesOf({ stack, plan }: Planned): string[] {
  return (plan?.changes ?? []).map(({ kind, type, name, properties }) => {
    const what = properties.length === 0 ? "" : ` (${properties.join(", ")})`;
    return `  ${stack.name}  ${kind}: ${type} ${name}${what}`;
  });
}

/**
 * The summary of previews: stack, account and counts, then what is replaced, deleted or warned of.
 *
 * @param whole whether all resources that differ are listed, in place of the replaced and deleted ones.
 */
export function planLines(planned: readonly Planned[], whole = false): string[] {
  const rows = [["stack", "account", ...kinds], ...planned.map(cellsOf)];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`);
  return [...lines.map((line) => line.trimEnd()), ...planned.flatMap(whole ? differencesOf : detailsOf)];
}

/** The same for programs. */
export function planDocument(planned: readonly Planned[]) {
  return planned.map(({ stack: { name, config }, plan, after }) => ({
    ...{ stack: name, account: config.account, ...plan, ...(after !== undefined && { after }) },
  }));
}
