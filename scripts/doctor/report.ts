import type { Finding } from "./finding";

const width = "problem".length;

/** The line of a finding, with its problems on lines of their own below. */
export function findingLines({ subject, check, outcome, details }: Finding): string {
  const line = `${outcome.padEnd(width)}  ${subject}: ${check}`;
  if (outcome === "skipped") {
    return `${line}, ${details.join("; ")}`;
  }
  return [line, ...details.map((detail) => `${" ".repeat(width + 2)}  ${detail}`)].join("\n");
}

function count(findings: readonly Finding[], outcome: Finding["outcome"]): number {
  return findings.filter((finding) => finding.outcome === outcome).length;
}

/** What became of all checks, in one line. */
export function summary(findings: readonly Finding[]): string {
  const problems = count(findings, "problem");
  return `${findings.length} checks: ${count(findings, "ok")} ok, ${problems} with problems, ${count(findings, "skipped")} skipped.`;
}

/** The findings as one JSON document, `{ ok, checks: [{ subject, check, outcome, details }] }`. */
export function jsonReport(findings: readonly Finding[]): string {
  const checks = findings.map(({ subject, check, outcome, details }) => ({ subject, check, outcome, details }));
  return JSON.stringify({ ok: count(findings, "problem") === 0, checks }, null, 2);
}
