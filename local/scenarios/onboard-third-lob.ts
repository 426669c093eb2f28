import { isDeepStrictEqual } from "node:util";
import type { ChildStack, SharedStack } from "../../stacks/project/roles";
import type { Resource } from "../aws/world";
import type { Page } from "./browser";
import { freeAccount, newChild } from "./cast";
import { broken } from "./facts";
import { type Member, People } from "./people";
import type { Play, Scenario, Stage } from "./scenario";
import { isStudioOf, messageOf } from "./studio-flow";
import { theHub } from "./studio-stage";
import { enter } from "./studio-users";

/** What an update changed: each resource that is new, gone or different. */
function changes(before: readonly Resource[], after: readonly Resource[]): string[] {
  const old = new Map(before.map((resource) => [resource.urn, resource]));
  const made = after.filter(({ urn, state }) => !isDeepStrictEqual(old.get(urn)?.state, state));
  const gone = before.filter(({ urn }) => !after.some((resource) => resource.urn === urn));
  return [...made, ...gone].map(({ urn, type }) => `${type} ${urn.split("::").at(-1)}`);
}

/** A person of the LOB signs in and opens Studio. */
async function visit(people: People, lob: ChildStack): Promise<{ member: Member; page: Page }> {
  const [member] = await enter(people.estate, people.hub, [lob]);
  if (member === undefined) {
    throw new Error(`LOB ${lob.name} has nobody`);
  }
  const browser = people.desk();
  const { accessToken } = await people.signIn(member, browser);
  const answer = await people.callApi(browser, member.user, accessToken);
  return { member, page: await browser.open(answer.headers.location ?? "") };
}

/** Whether the hub shares with its organization or units of it, so that accounts aren't listed. */
function sharesAsAWhole({ config }: SharedStack): boolean {
  const { organizationId, sharing, shareWith } = config;
  return organizationId !== undefined && sharing === "organization" && !shareWith.some((one) => /^\d+$/.test(one));
}

async function play({ project, estate: standing }: Stage): Promise<Play> {
  const hub = theHub(project);
  const account = freeAccount(project);
  const made = newChild(project, { wanted: "lob-new", account, parent: undefined, hub });
  const grown = made.hub ?? hub;
  const estate = await standing.sibling(project);
  try {
    await estate.up(hub);
    const before = estate.aws.world.ofStack(hub.name);
    await estate.up(grown);
    const changed = changes(before, estate.aws.world.ofStack(hub.name));
    await estate.up(made.child);
    const { member, page } = await visit(new People(estate, grown), made.child);
    const isOneRow = changed.length === 1 && changed[0]?.startsWith("aws:dynamodb/tableItem:TableItem ") === true;
    const facts = {
      "the hub changed by exactly its table row": isOneRow || !sharesAsAWhole(hub),
      "its user opens Studio": isStudioOf(page, member),
    };
    const wrong = broken(facts);
    return {
      ok: wrong.length === 0,
      actual: `${made.child.name} in ${account} with ${made.child.config.vpcCidr}: the hub changed by ${changed.join(", ")}`,
      notes: [`its user opens ${messageOf(page)}`, ...wrong],
    };
  } finally {
    await estate.close();
  }
}

/** A further LOB is one more file and one more line in the hub's list. */
export const onboardThirdLob: Scenario = {
  id: "onboard-third-lob",
  expected: "a LOB that is added by config alone works, and with an organization the hub changes by one table row",
  flow: "Network",
  play,
};
