import { accessSentence, grouped, listed } from "../access/grouped";
import type { LimitedCall, LimitedCalls } from "./deployment";
import type { Documents } from "./documents";
import type { LimitedAccess, LimitedAccesses } from "./limited-accesses";

/** What an organization's documents refuse: of what is declared, and of what brings the stacks up. */
export interface Limits {
  /** What was judged, in the words of messages. */
  readonly documents: readonly string[];
  readonly accesses: LimitedAccesses;
  readonly calls: LimitedCalls;
}

/** Names of an organization's own documents. */
export function namesOf({ levels, boundary }: Documents): string[] {
  return [...levels.flat(), ...(boundary === undefined ? [] : [boundary])]
    .map(({ name }) => name)
    .filter((name) => name !== "FullAWSAccess");
}

/** Whether documents refuse something that is needed. */
export function isRefused(limits: Limits | undefined): boolean {
  return limits !== undefined && limits.accesses.refused.length + limits.calls.refused.length > 0;
}

/** How many resources a sentence names. */
const mostNamed = 5;

/** Calls that the same statement decides in one stack, as one sentence: each resource with its calls. */
function callSentences(calls: readonly LimitedCall[]): string[] {
  const groups = new Map<string, LimitedCall[]>();
  for (const call of calls) {
    const key = `${call.stack}\n${call.decidedBy}`;
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()].map((group) => {
    const byCalls = new Map<string, string[]>();
    for (const resource of new Set(group.map((call) => call.resource))) {
      const own = group.filter((call) => call.resource === resource).map(({ call }) => call);
      const words = listed([...new Set(own)].sort());
      byCalls.set(words, [...(byCalls.get(words) ?? []), resource]);
    }
    const parts = [...byCalls].map(([words, resources]) => `${words} for ${named(resources)}`);
    const [first] = group;
    return `in the up of ${first?.stack}: ${named(parts, "; ")} (${first?.decidedBy})`;
  });
}

/** Words as far as there is room for them. */
function named(words: readonly string[], between = ", "): string {
  const left = words.length - mostNamed;
  return left > 0 ? [...words.slice(0, mostNamed), `${left} more`].join(between) : words.join(between);
}

function accessSentences(accesses: readonly LimitedAccess[]): string[] {
  return grouped(accesses).map((group) => `${accessSentence(group)} (${group.first.decidedBy})`);
}

/** What documents refuse, a sentence each; then what isn't known, and what stops nothing. */
export function limitSentences({ accesses, calls }: Limits): string[] {
  const declaredBy = grouped(accesses.refused).map(
    (group) => `refused, declared by ${group.first.line}: ${accessSentence(group)} (${group.first.decidedBy})`,
  );
  return [
    ...callSentences(calls.refused).map((sentence) => `refused ${sentence}`),
    ...declaredBy,
    ...callSentences(calls.unknown).map((sentence) => `not known beforehand, ${sentence}`),
    ...accessSentences(accesses.unknown).map((sentence) => `not known beforehand: ${sentence}`),
    ...callSentences(calls.refusedWhenDeleted).map(
      (sentence) => `refused only when something is deleted or replaced, ${sentence}`,
    ),
    ...accessSentences(accesses.closed).map((sentence) => `closed from outside, where no stack calls: ${sentence}`),
  ];
}

/** What has to be known first: how much is refused, and what to do. */
export function limitVerdict({ documents, accesses, calls }: Limits): string {
  const { refused } = calls;
  const unknown = calls.unknown.length + accesses.unknown.length;
  const doubts = unknown === 0 ? "" : `; ${unknown.toLocaleString("en-US")} depend on what isn't known beforehand`;
  const asked = `${calls.asked.toLocaleString("en-US")} calls that the stacks' up makes`;
  const verdict =
    refused.length + accesses.refused.length === 0
      ? `nothing of ${asked} and of what access.yaml declares is refused`
      : `${refused.length.toLocaleString("en-US")} of ${asked} and ${accesses.refused.length.toLocaleString("en-US")} declared accesses are refused`;
  return `Under ${listed(documents)}: ${verdict}${doubts}.`;
}
