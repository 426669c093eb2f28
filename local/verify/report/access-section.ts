import { accessFile } from "../access/declared";
import { grouped, listed, tableNotes } from "../access/grouped";
import type { Cell, ReportSection, ReportTable } from "../document";
import type { Connection } from "../reachability/reachability";
import { everyPort } from "../reachability/targets";
import type { Verification } from "../verification";

function allowedTable({ allowed }: Verification): ReportTable {
  return {
    caption: "Allowed: who may do what, from where",
    columns: ["who", "may", "from", "allowed because", "decided by"],
    sentences: ["allowed because", "decided by"],
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
  return `${listed(stacks)} differ only in their names. The table of refusals shows the first of them for all of them, and the next ones where a row is about several.`;
}

/** Who may do what, decided by IAM's rules, by API Gateway and by Studio. */
export function accessSection(verification: Verification): ReportSection {
  const { allowed, refusals } = verification;
  return {
    id: "access",
    heading: "Access",
    paragraphs: [
      `The local AWS answered ${(allowed.length + refusals).toLocaleString("en-US")} questions: may this role, person, service or outsider do this, from this place? Each is asked with and without what a caller can add, such as an ExternalId. ${allowed.length} accesses are allowed; each row shows the least that a caller needs.`,
      ...tableNotes(allowed),
      `Administrators may do everything in their own account, so that is not asked. ${accessFile} declares which access is meant.`,
      ...verification.alike.map(likeParagraph),
    ],
    figures: [],
    tables: [allowedTable(verification), refusedTable(verification)],
  };
}

function portsOf({ ports }: Connection): string {
  return ports.length === everyPort.length ? `all ${ports.length}` : ports.join(", ");
}

function lookupsTable({ lookups }: Verification): ReportTable {
  return {
    caption: "Names looked up from every place",
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
      `Each place tries each name and address over TCP: names on port 443, addresses on ports ${everyPort.join(", ")}. An endpoint that is not for a place must not be reached from there by any of its names. Each network has a test machine that answers on every port.`,
      "A DNS query leaves the network even where no connection can. The owner of the name servers that answer it can read data written into the name.",
    ],
    figures: [],
    tables: [
      {
        caption: "Connections from every place, by every name",
        columns: ["from", "to", "by", "ports", "outcome", "resolved by", "routed through", "stopped at"],
        sentences: ["resolved by", "routed through", "stopped at"],
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
