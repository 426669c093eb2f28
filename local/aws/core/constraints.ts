import { AwsError } from "./aws-error";

/** The constraints of AWS's model on a member's text. */
export interface Constraints {
  /** As AWS shows it, which is written for Java. */
  readonly pattern: string;
  readonly shortest?: number;
  readonly longest: number;
}

function expression(pattern: string): RegExp {
  const whole = pattern
    .replaceAll(/\\A|\\z/g, "")
    .replaceAll("[\\p{Print}]", "[ -~]")
    .replaceAll("\\p{ASCII}", "[\\x00-\\x7F]");
  return new RegExp(`^(?:${whole})$`, whole.includes("\\p{") ? "u" : "");
}

/** A demand for each constraint that a text breaks, its pattern first. */
export function brokenBy(value: string, { pattern, shortest = 0, longest }: Constraints): string[] {
  return [
    ...(expression(pattern).test(value) ? [] : [`satisfy regular expression pattern: ${pattern}`]),
    ...(value.length < shortest ? [`have length greater than or equal to ${shortest}`] : []),
    ...(value.length > longest ? [`have length less than or equal to ${longest}`] : []),
  ];
}

/** AWS's sentence about a member, given or not, that doesn't meet demands. */
export function complaints(member: string, value: string | undefined, demands: readonly string[]): string[] {
  const shown = value === undefined ? "Value null" : `Value '${value}'`;
  return demands.map((demand) => `${shown} at '${member}' failed to satisfy constraint: Member must ${demand}`);
}

/**
 * Refuses what breaks constraints, all of it in one sentence.
 *
 * @throws AwsError ValidationError, in AWS's words.
 */
export function refuseBroken(found: readonly string[]): void {
  if (found.length > 0) {
    const count = found.length === 1 ? "1 validation error" : `${found.length} validation errors`;
    throw new AwsError("ValidationError", `${count} detected: ${found.join("; ")}`);
  }
}
