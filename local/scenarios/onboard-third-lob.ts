import { isDeepStrictEqual } from "node:util";
import type { ChildStack, SharedStack } from "../../stacks/project/roles";
import { principalAssociation, type Resource } from "../aws";
import type { Page } from "./browser";
import { freeAccount, madeUp, newChild } from "./cast";
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
    throw new Error(`LOB ${lob.name} has no user`);
  }
  const browser = people.desk();
  const { accessToken } = await people.signIn(member, browser);
  const answer = await people.callApi(browser, member.user, accessToken);
  return { member, page: await browser.open(answer.headers.location ?? "") };
}

/** Whether the hub changed by exactly a LOB's rows. Without an organization the policies that list accounts change too. */
function changedByRows({ config }: SharedStack, account: string, changed: readonly string[]): boolean {
  const isNewInShare = config.shareWith.every((one) => !one.startsWith("arn:") && one !== account);
  const rows = ["aws:dynamodb/tableItem:TableItem", ...(isNewInShare ? [principalAssociation.token] : [])];
  const types = changed.map((each) => each.split(" ")[0]);
  return config.organizationId === undefined || isDeepStrictEqual(types.sort(), rows);
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
    const facts = {
      "the hub changed only by its table row and its principal in the share": changedByRows(hub, account, changed),
      "its user opens Studio": isStudioOf(page, member),
    };
    const wrong = broken(facts);
    return {
      ok: wrong.length === 0,
      actual: `${made.child.name} in ${account} with ${made.child.config.vpcCidr}: the hub changed by ${changed.join(", ")}`,
      notes: [...madeUp(project, made.child), `its user opens ${messageOf(page)}`, ...wrong],
    };
  } finally {
    await estate.close();
  }
}

/** A further LOB is one more file and one more line in the hub's list. */
export const onboardThirdLob: Scenario = {
  id: "onboard-third-lob",
  expected:
    "a LOB added only in config works; in an organization, the hub changes only by its table row and its principal in the share",
  flow: "Network",
  play,
};
