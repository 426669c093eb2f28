import { Refusal } from "./refusal";
import { UsersMistake } from "./users-mistake";

/** Whether an error is something that the user can fix, with a message in sentences. */
export function isUsersMistake(error: unknown): error is UsersMistake | Refusal {
  return error instanceof UsersMistake || error instanceof Refusal;
}

/** A user's mistake is printed as its message; any other error is a bug, and needs its stack trace. */
export function explainFailure(error: unknown): string {
  if (isUsersMistake(error)) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
