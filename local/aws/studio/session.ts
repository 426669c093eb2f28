import type { Session, Sessions } from "../core/sessions";
import type { Resource, World } from "../core/world";
import { role } from "../iam/kinds";
import { internet, type Origin } from "../network/origin";
import { ownDomain } from "../sagemaker/domain";
import type { UserProfile } from "../sagemaker/kinds";

/** Seconds; SageMaker renews its sessions by itself. */
const sessionSeconds = 3600;

/** Whether a session of Studio has the profile's name as source identity: the open question `studio-identity`. */
function hasIdentity({ readings }: World, caller: "page" | "app"): boolean {
  const answer = readings["studio-identity"];
  return answer === "everywhere" || (answer === "apps" && caller === "app");
}

/**
 * The session under which Studio's page, or code in a user's app, calls AWS: of the profile's execution role, with the
 * profile's name as source identity where the domain is set so.
 *
 * Source: SageMaker Developer Guide, "Turn on sourceIdentity in CloudTrail logs".
 */
export function studioSession(
  world: World,
  sessions: Sessions,
  { account, region, state }: Resource<UserProfile>,
  caller: "page" | "app",
): Session {
  const { domainId, userProfileName: profile } = state;
  const home = ownDomain(world, { account, region }, domainId);
  const { executionRole } = state.userSettings ?? home?.state.defaultUserSettings ?? {};
  const runner = world.list(role, account).find((candidate) => candidate.state.arn === executionRole);
  if (runner === undefined) {
    throw new Error(`user profile ${profile} of domain ${domainId} has no execution role`);
  }
  return sessions.open(runner, "SageMaker", sessionSeconds, {
    studio: { domainId, profile },
    ...(home?.state.domainSettings?.executionRoleIdentityConfig === "USER_PROFILE_NAME" &&
      hasIdentity(world, caller) && { sourceIdentity: profile }),
  });
}

/** Where the calls of Studio's page come from, which the user opened at a desk: the open question `studio-page-calls`. */
export function pageOrigin({ readings }: World, desk: Origin): Origin {
  return readings["studio-page-calls"] === "browser" ? desk : internet;
}
