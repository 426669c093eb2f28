import type { Page } from "./browser";
import { broken, type Facts } from "./facts";
import type { Member } from "./people";
import type { Play, Scenario } from "./scenario";
import type { ScenarioId } from "./scenario-ids";
import type { StudioStage } from "./studio-stage";

/** The result of a Studio scenario. */
export interface Finding {
  readonly actual: string;
  readonly notes?: readonly string[];
  readonly facts: Facts;
}

/** What a finding comes to: it is ok when each of its facts holds. */
export function playOf({ actual, notes = [], facts }: Finding): Play {
  const wrong = broken(facts);
  return { ok: wrong.length === 0, actual, notes: [...notes, ...wrong] };
}

/** A scenario that is played with two LOBs behind a hub, and a person of each. */
export function studioScenario(
  id: ScenarioId,
  expected: string,
  find: (studio: StudioStage) => Promise<Finding>,
): Scenario {
  return {
    id,
    expected,
    flow: id.startsWith("studio-") ? "Private Studio" : "Network",
    play: async (stage) => playOf(await find(await stage.studio())),
  };
}

/** AWS's message in an answer that is JSON; the text otherwise. */
export function messageOf({ text }: Page): string {
  const found = /"[mM]essage"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return (
    found ??
    text
      .replace(/<head>.*?<\/head>|<[^>]*>/gs, " ")
      .replace(/\s+/g, " ")
      .trim()
  );
}

/** A presigned URL without its token, as it may be shown. */
export function withoutToken(address: string): string {
  return address.replace(/\?.*$/, "?token=…");
}

/** A refusal's code for programs. */
export function codeOf({ text }: Page): string | undefined {
  return /"code"\s*:\s*"(\w+)"/.exec(text)?.[1];
}

/** A page's status and message, or the step at which the way there ended. */
export function shown(page: Page): string {
  const { status } = page;
  const code = codeOf(page);
  return status === undefined
    ? `not reached: ${page.text}`
    : [status, ...(code === undefined ? [] : [`${code}:`]), messageOf(page)].join(" ");
}

/** Whether a page of Studio names a person's domain and profile. */
export function isStudioOf({ status, text }: Page, { domain, profile }: Member): boolean {
  return status === 200 && text.includes(domain) && text.includes(profile);
}
