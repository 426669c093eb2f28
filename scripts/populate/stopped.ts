import type { Outcome } from "./outcome";

/** Words an error for an operator: AWS's errors by name and message. */
export function wordError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** A run that ended before its last user. What it did stays, and a further run goes on from there. */
export class Stopped extends Error {
  private constructor(
    message: string,
    /** What was done until then. */
    readonly outcome: Outcome,
  ) {
    super(message);
    this.name = "Stopped";
  }

  /** The operator ended it. */
  static byUser(user: string, outcome: Outcome): Stopped {
    return new Stopped(`stopped before ${user}, as you asked: run it again to go on`, outcome);
  }

  /** A user's change failed. The password is left out of the message, whoever put it in. */
  static byError(user: string, outcome: Outcome, error: unknown, password: string): Stopped {
    const why = wordError(error).replaceAll(password, "…");
    return new Stopped(`stopped at ${user}: ${why}; put it right, and run it again to go on`, outcome);
  }
}
