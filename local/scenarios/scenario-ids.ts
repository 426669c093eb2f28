/** What a config must have for a scenario to be about it. */
export type Need = "parent" | "parent behind a hub" | "hub";

/**
 * Every scenario's id with what it needs, in the order in which they are played. Options are checked by it before the
 * scenarios themselves are loaded, which takes a second.
 */
export const scenarioNeeds = {
  "invoke-allowed": "parent",
  "invoke-denied-without-permission": "parent",
  "invoke-denied-untrusted-account": "parent",
  "invoke-denied-wrong-external-id": "parent",
  "invoke-denied-other-endpoint": "parent",
  "invoke-stream": "parent",
  "invoke-stream-denied": "parent",
  "invoke-through-hub": "parent behind a hub",
  "studio-invokes-parent": "parent behind a hub",
  "studio-denied-untrusted": "parent behind a hub",
  "studio-no-token": "hub",
  "studio-own-path": "hub",
  "studio-own-path-json": "hub",
  "studio-other-lob-path": "hub",
  "studio-forged-token": "hub",
  "studio-expired-token": "hub",
  "studio-both-domains": "hub",
  "studio-url-outside-network": "hub",
  "studio-url-too-late": "hub",
  "studio-api-outside-endpoint": "hub",
  "network-lob-to-hub": "hub",
  "network-lob-to-lob": "hub",
  "network-on-premises": "hub",
  "onboard-third-lob": "hub",
} as const satisfies Readonly<Record<string, Need>>;

export type ScenarioId = keyof typeof scenarioNeeds;

function isScenarioId(id: string): id is ScenarioId {
  return Object.hasOwn(scenarioNeeds, id);
}

/** Every scenario's id, in the order in which they are played. */
export const scenarioIds: readonly ScenarioId[] = Object.keys(scenarioNeeds).filter(isScenarioId);

/** What scenarios need, each once. */
export function needsOf(ids: readonly ScenarioId[]): readonly Need[] {
  return [...new Set(ids.map((id) => scenarioNeeds[id]))];
}
