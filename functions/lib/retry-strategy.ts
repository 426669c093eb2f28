import { StandardRetryStrategy } from "@smithy/core/retry";
import type { RetryErrorInfo, StandardRetryToken } from "@smithy/types";
import { httpStatusOf, wasClockCorrected } from "./sdk-error";

/** Calls made at most for one request, the first one included. */
const maxAttempts = 3;

function mayRetry({ error, errorType }: RetryErrorInfo): boolean {
  const status = httpStatusOf(error);
  // With a clock that is off, the SDK notes a correction at any error; only a refused signature is due to it.
  return errorType === "THROTTLING" || status === 503 || (status === 403 && wasClockCorrected(error));
}

/**
 * Retries, with the SDK's jittered waits, only what certainly didn't reach a model: throttling, 429, 503, and a
 * signature that the SDK has just corrected for clock skew. Anything else, a time-out included, may have been processed
 * already and is answered at once.
 *
 * Source: SageMaker Runtime API, InvokeEndpoint, errors.
 */
export class RestrainedRetryStrategy extends StandardRetryStrategy {
  constructor() {
    super({ maxAttempts });
  }

  override async refreshRetryTokenForRetry(
    token: StandardRetryToken,
    info: RetryErrorInfo,
  ): Promise<StandardRetryToken> {
    if (!mayRetry(info)) {
      throw new Error(`not retried: ${info.errorType}`);
    }
    return super.refreshRetryTokenForRetry(token, info);
  }
}
