import { accessSentence, grouped, listed, tableNotes } from "../access/grouped";
import { findingsOf, remedies } from "../findings";
import type { AccessChange } from "../former-report";
import type { Found } from "../found";
import { limitSentences, limitVerdict } from "../organization/limits";
import { isAsDeclared, type Verification } from "../verification";
import { costLines, count } from "./summary";

/** First line, by which a workflow finds its own comment again. */
export const mark = "<!-- npm run verify -->";

/** Rows of a table at most: a comment has 65,536 characters. Source: GitHub REST API, "Issue comments". */
const mostRows = 150;

/** Text that Markdown shows as it is, in a line of a list or a cell of a table. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, " ");
}

/** Lines as far as there is room for them, and how many are left out. */
function cut(lines: readonly string[], rest: (count: number) => string): string[] {
  const left = lines.length - mostRows;
  return left > 0 ? [...lines.slice(0, mostRows), rest(left)] : [...lines];
}

function list(lines: readonly string[]): string[] {
  return cut(
    lines.map((line) => `- ${line}`),
    (count) => `- … and ${count} more, in verify.json`,
  );
}

function changeLines(change: AccessChange | undefined): string[] {
  if (change === undefined) {
    return [];
  }
  const { more, less } = change;
  const lines = [
    ...grouped(more).map((group) => `**now allowed**: ${plain(accessSentence(group))}`),
    ...grouped(less).map((group) => `**no more**: ${plain(accessSentence(group))}`),
  ];
  return ["### What changes in access", "", ...(lines.length === 0 ? ["Nothing."] : list(lines)), ""];
}

function allowedTable({ allowed }: Verification): string[] {
  const rows = grouped(allowed).map(
    ({ first, from }) =>
      `| ${plain(first.who)} | ${plain(first.may)} | ${plain(listed(from))} | ${plain(first.because ?? "**not declared**")} |`,
  );
  return [
    "<details>",
    `<summary>Everything that is allowed (${count(allowed.length, "access", "accesses")} in ${count(rows.length, "row", "rows")})</summary>`,
    "",
    ...tableNotes(allowed).flatMap((note) => [note, ""]),
    "| who | may | from | because |",
    "|---|---|---|---|",
    ...cut(rows, (left) => `| … and ${left} more, in verify.html | | | |`),
    "",
    "</details>",
  ];
}

function limits({ organization }: Found): string[] {
  if (organization === undefined) {
    return [];
  }
  const sentences = limitSentences(organization).map(plain);
  const all = sentences.length === 0 ? [] : [...list(sentences), ""];
  return ["### The organization's own policies", "", plain(limitVerdict(organization)), "", ...all];
}

/** The report for a pull request's comment: what isn't as declared, what changes, what is allowed, what it costs. */
export function toMarkdown(found: Found): string {
  const { verification, change } = found;
  const cost = costLines(found);
  const findings = findingsOf(verification);
  const { allowed, refusals } = verification;
  const head = isAsDeclared(verification)
    ? [
        `**As declared**: ${count(allowed.length, "access", "accesses")} allowed, ${refusals.toLocaleString("en-US")} refused.`,
      ]
    : [
        `**Not as declared**, in ${count(findings.length, "point", "points")}:`,
        "",
        ...list(findings.map(plain)),
        ...remedies(verification).flatMap((remedy) => ["", remedy]),
      ];
  return [
    mark,
    "## Who may do what",
    "",
    ...head,
    "",
    ...changeLines(change),
    ...allowedTable(verification),
    "",
    ...limits(found),
    ...(cost.length === 0 ? [] : ["### Cost", "", ...cost.map((line) => `- ${plain(line)}`), ""]),
  ].join("\n");
}
