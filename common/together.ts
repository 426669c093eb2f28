import { isUsersMistake } from "./explain-failure";
import { UsersMistake } from "./users-mistake";

/**
 * Returns the results of checks after all have run, so that their refusals are reported together.
 *
 * @throws UsersMistake with every refusal, in the order of the checks; any other error as it is.
 */
export async function together<T extends readonly unknown[] | []>(
  checks: T,
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  const refusals: string[] = [];
  for (const settled of await Promise.allSettled(checks)) {
    if (settled.status === "fulfilled") {
      continue;
    }
    const error: unknown = settled.reason;
    if (!isUsersMistake(error)) {
      throw error;
    }
    refusals.push(error.message);
  }
  if (refusals.length > 0) {
    throw new UsersMistake(refusals.join("\n"));
  }
  return Promise.all(checks);
}
