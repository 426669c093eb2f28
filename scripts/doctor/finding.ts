import { isAwsAnswer, isWithoutCredentials, whyUnreached, wordError } from "../support/explain-failure";

/** The result of a check: problems, none if all is well; warnings, which may be intended; or why it was skipped. */
export type Verdict =
  | { readonly problems: readonly string[] }
  | { readonly warnings: readonly string[] }
  | { readonly skipped: string };

/** A check. */
export interface Check {
  /** Its subject, such as `stack lob-b`. */
  readonly subject: string;
  /** Its name, such as `routes`. */
  readonly name: string;
  /**
   * Runs the check, and changes nothing. Each problem is a sentence with what to do.
   *
   * @throws what AWS answers if it refuses.
   */
  look(): Promise<Verdict>;
}

/** A check's result. */
export interface Finding {
  readonly subject: string;
  readonly check: string;
  readonly outcome: "ok" | "problem" | "warning" | "skipped";
  /** The problems or warnings, or why it was skipped. */
  readonly details: readonly string[];
}

/** The verdict with these problems. */
export function found(problems: readonly string[]): Verdict {
  return { problems };
}

/** The verdict on something that works and may be intended: it isn't a failure. */
export function warned(warnings: readonly string[]): Verdict {
  return { warnings };
}

/** The verdict of a check that couldn't run. */
export function skipped(why: string): Verdict {
  return { skipped: why };
}

/**
 * AWS's codes for credentials that are no longer valid. Source: SDKs and tools guide, and the services' common errors.
 */
const expired = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
]);

/** The problem for AWS's refusal of a check; undefined for an error of this program. */
function refusalOf(error: unknown): string | undefined {
  if (isAwsAnswer(error)) {
    const remedy = expired.has(error.name) ? "sign in again" : "use credentials that may read this";
    return `can't be checked, since AWS answered ${wordError(error)}: ${remedy}`;
  }
  if (isWithoutCredentials(error)) {
    return `can't be checked, since the credentials are no longer valid: sign in again (${error.message})`;
  }
  const why = whyUnreached(error);
  return why === undefined ? undefined : `can't be checked, since AWS can't be reached: ${why}`;
}

/** Runs a check. AWS's refusal to show something is a problem too, since it may be wrong. */
export async function make({ subject, name: check, look }: Check): Promise<Finding> {
  let verdict: Verdict;
  try {
    verdict = await look();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) {
      throw error;
    }
    verdict = found([refusal]);
  }
  if ("skipped" in verdict) {
    return { subject, check, outcome: "skipped", details: [verdict.skipped] };
  }
  const [outcome, details] =
    "warnings" in verdict ? (["warning", verdict.warnings] as const) : (["problem", verdict.problems] as const);
  return { subject, check, outcome: details.length === 0 ? "ok" : outcome, details };
}
