import type { Page } from "./browser";
import type { Member } from "./people";
import type { Play, Scenario } from "./scenario";
import type { StudioStage } from "./studio-stage";

/** What a scenario of Studio finds out: facts that must hold, each in words, and what came. */
export interface Finding {
  readonly actual: string;
  readonly notes?: readonly string[];
  /** What must be so, and whether it is. */
  readonly facts: Readonly<Record<string, boolean>>;
}

/** A scenario that is played with two LOBs behind a hub, and a person of each. */
export function studioScenario(
  id: `studio-${string}` | `network-${string}` | `onboard-${string}`,
  expected: string,
  find: (studio: StudioStage) => Promise<Finding>,
): Scenario {
  return {
    id,
    expected,
    flow: id.startsWith("studio-") ? "Private Studio" : "Network",
    needs: ["hub"],
    async play(stage): Promise<Play> {
      const { actual, notes = [], facts } = await find(await stage.studio());
      const broken = Object.entries(facts).flatMap(([fact, holds]) => (holds ? [] : [`not so: ${fact}`]));
      return { ok: broken.length === 0, actual, notes: [...notes, ...broken] };
    },
  };
}

/** AWS's message in an answer that is JSON; the text otherwise. */
export function messageOf({ text }: Page): string {
  const found = /"[mM]essage"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return (
    found ??
    text
      .replace(/<title>.*?<\/title>|<[^>]*>/gs, " ")
      .replace(/\s+/g, " ")
      .trim()
  );
}

/** A presigned URL without its token, as it may be shown. */
export function withoutToken(address: string): string {
  return address.replace(/\?.*$/, "?token=…");
}

/** The word of a refusal for programs. */
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
