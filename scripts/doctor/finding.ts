import { isAwsAnswer, isWithoutCredentials, whyUnreached, wordError } from "../support/explain-failure";

/**
 * What a look at something gave: what is wrong with it, nothing if all is well; what may be meant, and should be known; or
 * why nobody could look.
 */
export type Verdict =
  | { readonly problems: readonly string[] }
  | { readonly warnings: readonly string[] }
  | { readonly skipped: string };

/** Something to look at. */
export interface Check {
  /** Whose, such as `stack lob-b`. */
  readonly subject: string;
  /** What, such as `routes`. */
  readonly name: string;
  /**
   * Looks, and changes nothing. Each problem is a sentence with what to do.
   *
   * @throws what AWS answers when it refuses to be looked at.
   */
  look(): Promise<Verdict>;
}

/** What became of a check. */
export interface Finding {
  readonly subject: string;
  readonly check: string;
  readonly outcome: "ok" | "problem" | "warning" | "skipped";
  /** The problems or warnings, or why it was skipped. */
  readonly details: readonly string[];
}

/** The verdict on something that has these problems. */
export function found(problems: readonly string[]): Verdict {
  return { problems };
}

/** The verdict on something that works and may be meant so: it fails nothing. */
export function warned(warnings: readonly string[]): Verdict {
  return { warnings };
}

/** The verdict on something that nobody could look at. */
export function skipped(why: string): Verdict {
  return { skipped: why };
}

/** AWS's words for credentials that are no longer good. Source: SDKs and tools guide, and the services' common errors. */
const expired = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
]);

/** A problem out of AWS's refusal to be looked at; undefined for an error that is nobody's but this program's. */
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

/** Makes a check's finding. What AWS refuses to show is a problem, too, since nobody knows that all is well. */
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
