import type { Member } from "./people";
import { messageOf, shown, studioScenario, withoutToken } from "./studio-flow";
import type { StudioStage } from "./studio-stage";

/** Studio's sentence for a caller whom the role's policy doesn't allow. */
const insufficient = "Auth token containing insufficient permissions";

/** Studio's sentence for an expired URL. */
const expired = "Invalid or Expired Auth Token";

/** A presigned URL of a person's own, made the regular way. */
async function presignedUrl(studio: StudioStage, member: Member): Promise<string> {
  const browser = studio.desk();
  const { accessToken } = await studio.signIn(member, browser);
  const answer = await studio.callApi(browser, member.user, accessToken);
  return answer.headers.location ?? "";
}

export const studioUrlOutsideNetwork = studioScenario(
  "studio-url-outside-network",
  `"${insufficient}" for a presigned URL that is opened from the internet`,
  async (studio) => {
    const { member } = studio;
    const url = await presignedUrl(studio, member);
    const page = await studio.laptop().open(url);
    return {
      actual: `${withoutToken(url)}: ${shown(page)}`,
      notes: [`decided by ${studio.lastDenial()}`],
      facts: { "Studio refuses with that message": page.status === 403 && messageOf(page).includes(insufficient) },
    };
  },
);

export const studioUrlTooLate = studioScenario(
  "studio-url-too-late",
  `"${expired}" for a presigned URL that is opened too late`,
  async (studio) => {
    const { member } = studio;
    const seconds = studio.hub.config.presignedUrlSeconds;
    const url = await presignedUrl(studio, member);
    const late = await studio.estate.clock.at(seconds + 1, () => studio.desk().open(url));
    const next = await presignedUrl(studio, member);
    const inTime = await studio.desk().open(next);
    return {
      actual: `after ${seconds + 1} s: ${shown(late)}`,
      notes: [`a new one, opened in time: ${inTime.status}`],
      facts: {
        "Studio refuses with that message": late.status === 403 && messageOf(late).includes(expired),
        "a URL in time opens": inTime.status === 200,
      },
    };
  },
);

export const studioApiOutsideEndpoint = studioScenario(
  "studio-api-outside-endpoint",
  "403 for the API through any other VPC endpoint, and from the internet",
  async (studio) => {
    const { member } = studio;
    const { accessToken } = await studio.signIn(member, studio.desk());
    const outside = await studio.callApi(studio.laptop(), member.user, accessToken);
    const other = await studio.callApi(await studio.otherNetwork(), member.user, accessToken);
    const decidedBy = studio.lastDenial();
    return {
      actual: `through an endpoint in another owner's network, made up: ${shown(other)}`,
      notes: [`decided by ${decidedBy}`, `from the internet: ${shown(outside)}`],
      facts: {
        "another endpoint is refused": other.status === 403,
        "the API's policy denies it explicitly": /denies it/.test(decidedBy),
        "the internet is refused": outside.status === 403,
      },
    };
  },
);
