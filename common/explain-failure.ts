import { Refusal } from "./refusal";
import { UsersMistake } from "./users-mistake";

/** Whether an error is something that the user can put right, said in sentences. */
export function isUsersMistake(error: unknown): error is UsersMistake | Refusal {
  return error instanceof UsersMistake || error instanceof Refusal;
}

/** A user's mistake gets its sentence; anything else is ours, and needs its stack trace. */
export function explainFailure(error: unknown): string {
  if (isUsersMistake(error)) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
