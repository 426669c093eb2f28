import type { Finding } from "./finding";

const width = "problem".length;

/** What a detail has in common with that of another account. */
function causeOf(detail: string): string {
  return detail.replace(/^its account is \d{12}, /, "");
}

/**
 * The line of a finding, with its problems or warnings on lines of their own below. A cause that an earlier finding of the
 * same check has named isn't repeated.
 */
export function findingLines({ subject, check, outcome, details }: Finding, before: readonly Finding[]): string {
  const line = `${outcome.padEnd(width)}  ${subject}: ${check}`;
  if (outcome === "skipped") {
    return `${line}, ${details.join("; ")}`;
  }
  const shown = details.map((detail) => {
    const first = before.find(
      (one) => one.check === check && one.details.some((other) => causeOf(other) === causeOf(detail)),
    );
    return first === undefined ? detail : `the same as for ${first.subject}`;
  });
  return [line, ...shown.map((detail) => `${" ".repeat(width + 2)}  ${detail}`)].join("\n");
}

function count(findings: readonly Finding[], outcome: Finding["outcome"]): number {
  return findings.filter((finding) => finding.outcome === outcome).length;
}

/** The results of all checks, in one line. */
export function summary(findings: readonly Finding[]): string {
  const [ok, problems, warnings, skipped] = (["ok", "problem", "warning", "skipped"] as const).map((outcome) =>
    count(findings, outcome),
  );
  return `${findings.length} checks: ${ok} ok, ${problems} with problems, ${warnings} with warnings, ${skipped} skipped.`;
}

/** The findings as one JSON document, `{ ok, checks: [{ subject, check, outcome, details }] }`. */
export function jsonReport(findings: readonly Finding[]): string {
  const checks = findings.map(({ subject, check, outcome, details }) => ({ subject, check, outcome, details }));
  return JSON.stringify({ ok: count(findings, "problem") === 0, checks }, null, 2);
}
