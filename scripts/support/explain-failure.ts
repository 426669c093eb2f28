import { explainFailure as explain } from "../../common/explain-failure";
import { Stopped } from "./stopped";

/** Describes an error for an operator: AWS's errors by name and message. */
export function wordError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Whether AWS answered a call with an error. */
export function isAwsAnswer(error: unknown): error is Error {
  return error instanceof Error && "$metadata" in error && "$fault" in error;
}

/** Whether the SDK found no credentials to sign a call with, or none that are still valid. */
export function isWithoutCredentials(error: unknown): error is Error {
  return error instanceof Error && /^(Credentials|Token)ProviderError$/.test(error.name);
}

/** Why the SDK couldn't reach AWS, such as `getaddrinfo ENOTFOUND …`; undefined for any other error. */
export function whyUnreached(error: unknown): string | undefined {
  // The SDK marks failed tries, and only AWS's answers have a fault.
  if (!(error instanceof Error) || !("$metadata" in error) || "$fault" in error) {
    return undefined;
  }
  // If several addresses were tried, the message is empty.
  return error.message || ("code" in error ? String(error.code) : error.name);
}

/** Whether an error comes from AWS or the connection to it: not a bug of this program. */
export function isOfAws(error: unknown): boolean {
  return isAwsAnswer(error) || isWithoutCredentials(error) || whyUnreached(error) !== undefined;
}

/**
 * A failure's message for an operator. Mistakes and AWS's refusals get a sentence; any other error is a bug, and needs
 * its stack trace.
 */
export function explainFailure(error: unknown): string {
  if (error instanceof Stopped) {
    return error.message;
  }
  if (isAwsAnswer(error)) {
    return `AWS answered ${wordError(error)}`;
  }
  if (isWithoutCredentials(error)) {
    return `no AWS credentials: ${error.message}`;
  }
  const unreached = whyUnreached(error);
  if (unreached !== undefined) {
    return `AWS can't be reached: ${unreached}`;
  }
  return explain(error);
}
