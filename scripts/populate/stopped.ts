import { wordError } from "../support/explain-failure";
import { Stopped } from "../support/stopped";
import type { Outcome } from "./outcome";

/** A run that ended before its last user. What it did stays, and another run continues from there. */
export class StoppedAtUser extends Stopped {
  private constructor(
    message: string,
    /** What was done until then. */
    readonly outcome: Outcome,
  ) {
    super(message);
  }

  /** The operator ended it. */
  static byUser(user: string, outcome: Outcome): StoppedAtUser {
    return new StoppedAtUser(`stopped before ${user}, as you asked: run it again to continue`, outcome);
  }

  /** A user's change failed. The message never contains the password. */
  static byError(user: string, outcome: Outcome, error: unknown, password: string): StoppedAtUser {
    const why = wordError(error).replaceAll(password, "…");
    return new StoppedAtUser(`stopped at ${user}: ${why}; correct that, and run it again to continue`, outcome);
  }
}
