import { grouped, listed } from "../access/grouped";
import type { Cell, ReportSection, ReportTable } from "../document";
import type { LimitedCall } from "../organization/deployment";
import type { LimitedAccess } from "../organization/limited-accesses";
import { type Limits, limitVerdict } from "../organization/limits";

/** How limits are meant: what they stop, what nobody knows, what stops nothing. */
type Outcome = "refused" | "not known beforehand" | "refused when deleted" | "closed from outside";

function outcomeCell(outcome: Outcome): Cell {
  return outcome === "refused" ? { text: outcome, verdict: "undeclared" } : outcome;
}

function callsTable({ calls }: Limits): ReportTable {
  const rows = (outcome: Outcome, limited: readonly LimitedCall[]) =>
    limited.map(({ stack, resource, type, call, decidedBy }): Cell[] => [
      ...[stack, resource, type, call],
      outcomeCell(outcome),
      decidedBy,
    ]);
  return {
    caption: "Calls of the stacks' up that are limited",
    columns: ["stack", "resource", "type", "call", "outcome", "decided by"],
    sentences: ["decided by"],
    rows: [
      ...rows("refused", calls.refused),
      ...rows("not known beforehand", calls.unknown),
      ...rows("refused when deleted", calls.refusedWhenDeleted),
    ],
  };
}

function accessesTable({ accesses }: Limits): ReportTable {
  const rows = (outcome: Outcome, limited: readonly LimitedAccess[]) =>
    grouped(limited).map(({ first, from }): Cell[] => [
      ...[first.who, first.may, listed(from)],
      outcomeCell(outcome),
      first.decidedBy,
    ]);
  return {
    caption: "Declared accesses that are limited",
    columns: ["who", "may", "from", "outcome", "decided by"],
    sentences: ["decided by"],
    rows: [
      ...rows("refused", accesses.refused),
      ...rows("not known beforehand", accesses.unknown),
      ...rows("closed from outside", accesses.closed),
    ],
  };
}

/** What the organization's own documents refuse of the estate and of its deployment. */
export function limitsSection(limits: Limits): ReportSection {
  return {
    id: "organization",
    heading: "The organization's own policies",
    paragraphs: [
      limitVerdict(limits),
      "A service control policy or a permissions boundary gives nothing: the section Access shows what the stacks allow without them.",
    ],
    figures: [],
    tables: [callsTable(limits), accessesTable(limits)],
  };
}
