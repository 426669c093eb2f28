import { Refusal } from "./refusal";
import { UsersMistake } from "./users-mistake";

/** A user's mistake gets its sentence; anything else is ours, and needs its stack trace. */
export function explainFailure(error: unknown): string {
  if (error instanceof UsersMistake || error instanceof Refusal) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
