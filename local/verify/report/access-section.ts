import { accessFile } from "../access/declared";
import { grouped, listed, tableNotes } from "../access/grouped";
import type { Cell, ReportSection, ReportTable } from "../document";
import type { Connection } from "../reachability/reachability";
import type { Verification } from "../verification";

function allowedTable({ allowed }: Verification): ReportTable {
  return {
    caption: "Allowed: who may do what, from where",
    columns: ["who", "may", "from", "meant because", "decided by"],
    rows: grouped(allowed).map(({ first, from }): Cell[] => [
      first.who,
      first.may,
      listed(from),
      first.because === undefined
        ? { text: `not declared in ${accessFile}`, verdict: "undeclared" }
        : { text: first.because, verdict: "allowed" },
      first.decidedBy,
    ]),
  };
}

/** What is refused everywhere. The reason is that of the first place, which is the closest. */
function refusedTable({ allowed, refused }: Verification): ReportTable {
  const somewhere = new Set(allowed.map(({ who, may }) => `${who}\n${may}`));
  const nowhere = grouped(refused).filter(({ first }) => !somewhere.has(`${first.who}\n${first.may}`));
  return {
    caption: "Refused everywhere: who may not do what, and what refuses it first",
    columns: ["who", "may not", "refused by"],
    rows: nowhere.map(({ first }): Cell[] => [first.who, first.may, { text: first.decidedBy, verdict: "refused" }]),
  };
}

/** Which LOBs stand for which others in the table of what is refused. */
function likeParagraph(stacks: readonly string[]): string {
  return `${listed(stacks)} are alike but for their names: the table of refusals shows the first of them for all, with the next ones where it is about several.`;
}

/** Who may do what, decided by IAM's rules, by API Gateway and by Studio. */
export function accessSection(verification: Verification): ReportSection {
  const { allowed, refusals } = verification;
  return {
    id: "access",
    heading: "Access",
    paragraphs: [
      `${allowed.length + refusals} questions were asked of the estate on the local AWS: everybody who could try something, everything that is worth trying, from every place, with and without what a caller can bring along. ${allowed.length} accesses are allowed, each the least that it takes.`,
      ...tableNotes(allowed),
      `Not asked is what an account's own people may do in their account: everything. ${accessFile} declares what is meant.`,
      ...verification.alike.map(likeParagraph),
    ],
    figures: [],
    tables: [allowedTable(verification), refusedTable(verification)],
  };
}

function portsOf({ ports }: Connection): string {
  return ports.join(", ");
}

function lookupsTable({ lookups }: Verification): ReportTable {
  return {
    caption: "Names looked up from every place of the estate",
    columns: ["from", "name", "of", "outcome", "decided by"],
    rows: lookups.map(({ from, name, of, resolved, decidedBy }): Cell[] => [
      ...[from, name, of],
      // A name that is answered is no fault by itself: what is declared says whether it is meant.
      resolved ? { text: "resolved", verdict: "allowed" } : { text: "not resolved", verdict: "refused" },
      decidedBy,
    ]),
  };
}

/** What reaches what, and what it may look up: names, routes and groups. */
export function reachabilitySection(verification: Verification): ReportSection {
  return {
    id: "reachability",
    heading: "Reachability",
    paragraphs: [
      "Every place was tried against every name and address, on TCP. An endpoint that isn't meant for a place has to stay out of reach under each of its names; a machine stands in each network, which would answer on every port if it were let.",
      "A name that is looked up leaves the network, whether or not there is a way to what it stands for: whoever's name servers answer it can read what is written in it.",
    ],
    figures: [],
    tables: [
      {
        caption: "Connections from every place, by every name",
        columns: ["from", "to", "by", "ports", "outcome", "resolved by", "routed through", "stopped at"],
        rows: verification.connections.map((connection): Cell[] => [
          connection.from,
          connection.to,
          connection.by,
          portsOf(connection),
          connection.reached ? { text: "reached", verdict: "allowed" } : { text: "stopped", verdict: "refused" },
          connection.resolvedBy,
          connection.routedThrough,
          connection.stoppedAt,
        ]),
      },
      lookupsTable(verification),
    ],
  };
}
