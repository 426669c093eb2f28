import { ownProfile, type Session, studioSession } from "../aws";
import type { Member } from "../scenarios/people";
import type { StudioStage } from "../scenarios/studio-stage";

/** The session under which Studio's page, or code in a person's app, calls AWS. */
export function sessionOf({ estate }: StudioStage, { lob, domain, profile }: Member, caller: "page" | "app"): Session {
  const { world, sessions } = estate.aws;
  const own = ownProfile(world, lob.config, domain, profile);
  if (own === undefined) {
    throw new Error(`domain ${domain} has no user profile ${profile}`);
  }
  return studioSession(world, sessions, own, caller);
}

/** The outcome of a call: `allowed`, or the refusal. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "allowed";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
