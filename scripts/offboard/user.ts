import { show } from "../../common/validation";
import { lobNames } from "../../infra/support/naming";
import { type ChildStack, childrenOfHub, type SharedStack } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { withoutCase } from "../populate/check-rows";
import { accountMistake, type Profiles, roleMistakes } from "../support/credentials";
import { confirmDeletion } from "../support/questions";
import { foundLine } from "../teardown/report";
import type { Kind } from "../teardown/studio";
import { unlessEnded } from "../teardown/survey";
import { profilesOf, refuse, theHub } from "./choose";
import type { Member, People } from "./people";
import type { Options, Surroundings } from "./surroundings";

/** What a person has in Studio. */
interface Studio {
  readonly kinds: readonly Kind[];
  /** What exists, by kind. */
  readonly found: readonly string[];
}

const nothing: Studio = { kinds: [], found: [] };

/**
 * What a person has in the Studio of a LOB, which may be down. Throws a Refusal if the credentials are of another
 * account.
 */
async function lookInto(
  child: ChildStack | undefined,
  profile: string,
  { profiles, around }: { readonly profiles: Profiles; readonly around: Surroundings },
): Promise<Studio> {
  if (child === undefined) {
    return nothing;
  }
  const [unassumed] = await roleMistakes([child], profiles);
  if (unassumed !== undefined) {
    throw refuse(unassumed);
  }
  const state = await around.engine(profiles).state(child.name);
  if (state === undefined || state.isEmpty) {
    return nothing;
  }
  const { config, name } = child;
  around.terminal.doing(`looking at account ${config.account} of stack ${name}`);
  const { sts, sagemaker } = around.clients(child, profiles.of(name));
  const mistake = await accountMistake(name, config.account, sts, profiles.of(name));
  if (mistake !== undefined) {
    throw refuse(mistake);
  }
  const { domainsOf, personalKinds }: typeof import("../teardown/studio") = require("../teardown/studio");
  const domains = await domainsOf(sagemaker, lobNames(config.lob, config).domain, state);
  const kinds = domains.flatMap((domainId) => personalKinds(sagemaker, domainId, profile));
  const found: string[] = [];
  for (const kind of kinds) {
    const names = (await kind.list()).map((content) => content.name);
    found.push(...(names.length === 0 ? [] : [foundLine({ ...kind, names })]));
  }
  return { kinds, found };
}

/** A person to remove, with all that is theirs. */
interface Leaving extends Member {
  readonly hub: SharedStack;
  readonly people: People;
  /** The stack of the person's LOB; undefined if this project has none. */
  readonly child: ChildStack | undefined;
  readonly studio: Studio;
}

function planLines({ user, row, hasAccount, hub, studio }: Leaving): string[] {
  const place = row === undefined ? "" : ` of LOB ${row.lob}, profile ${row.profile},`;
  return [
    `User ${user}${place} behind stack ${hub.name}, to be taken out in this order:`,
    ...(hasAccount ? ["  sign-ins, then the account in the user pool"] : []),
    ...studio.found.map((line) => `  ${line}`),
    ...(row === undefined ? [] : ["  row in the Users table"]),
  ];
}

/** What else the operator has to do, a sentence each. */
function notes({ user, row, child, hub }: Leaving): string[] {
  const { presignedUrlSeconds, studioSessionSeconds } = hub.config;
  const again = `Take ${user} out of the file that npm run populate reads, or its next run creates the user again.`;
  if (row === undefined) {
    return [again];
  }
  const { lob, profile } = row;
  const until = `until then an open Studio session continues, for ${studioSessionSeconds} seconds at most, and a URL made before opens one for ${presignedUrlSeconds}`;
  const atOnce = `to end it at once, see "Taking access away" in docs/operations.md`;
  return [
    ...(child === undefined
      ? [`No stack file here belongs to LOB ${lob}: delete apps, spaces and profile ${profile} there; ${until}.`]
      : child.config.userProfiles.includes(profile)
        ? [
            `Take ${profile} out of userProfiles of Pulumi.${child.name}.yaml, and npx pulumi up --stack ${child.name}: ${until}; ${atOnce}.`,
          ]
        : []),
    `Files of profile ${profile} stay, in its home directory and in the LOB's bucket.`,
    again,
  ];
}

async function findLeaving(name: string, options: Options, project: Project, around: Surroundings): Promise<Leaving> {
  const hub = theHub(project, options.shared);
  const profiles = profilesOf(project, options, around);
  const [unassumed] = await roleMistakes([hub], profiles);
  if (unassumed !== undefined) {
    throw refuse(unassumed);
  }
  around.terminal.doing(`reading the users of stack ${hub.name}`);
  const { openPeople }: typeof import("./people") = require("./people");
  const people = await openPeople(hub, profiles, around);
  const member = (await people.all()).find(({ user }) => withoutCase(user) === withoutCase(name));
  if (member === undefined) {
    const reason = `is ${show(name)}: neither the user pool nor the Users table of stack ${hub.name} has such a user; check the spelling, or nothing is left to do`;
    throw refuse({ property: "--user", reason });
  }
  const { row } = member;
  const child = childrenOfHub(project, hub).find(({ config }) => config.lob === row?.lob);
  const studio = row === undefined ? nothing : await lookInto(child, row.profile, { profiles, around });
  return { ...member, hub, people, child, studio };
}

/**
 * What `npm run offboard -- --user NAME` does: ends a person's sign-ins, deletes the account, apps, spaces and the row,
 * and prints what is left. The account is first, so that nobody signs in again meanwhile, and the row last, since it
 * names where apps and spaces are: a run continues where another stopped.
 *
 * @throws Refusal or UsersMistake with nothing deleted; Stopped if something ends it on the way.
 */
export async function offboardUser(
  name: string,
  options: Options,
  project: Project,
  around: Surroundings,
): Promise<void> {
  const { terminal, signal } = around;
  const leaving = await unlessEnded(signal, () => findLeaving(name, options, project, around));
  const { user, row, hasAccount, people, studio } = leaving;
  terminal.say(planLines(leaving).join("\n"));
  if (options.dryRun) {
    terminal.say("Nothing was deleted: this was a dry run.");
    return;
  }
  if (!options.yes) {
    await confirmDeletion(user, terminal);
  }
  const { step }: typeof import("../teardown/take-down") = require("../teardown/take-down");
  const { clear }: typeof import("../teardown/clear") = require("../teardown/clear");
  const at = <T>(work: () => Promise<T>) => step(`user ${user}`, around, work);
  if (hasAccount) {
    await at(() => people.accounts.signOut(user));
    await at(() => people.accounts.remove(user));
    terminal.say("  sign-ins ended, account deleted");
  }
  for (const kind of studio.kinds) {
    const names = await at(() => clear(kind, around, (text) => terminal.doing(`${user}: ${text}`)));
    if (names.length > 0) {
      terminal.say(`  ${foundLine({ ...kind, names })}: deleted`);
    }
  }
  if (row !== undefined) {
    await at(() => people.tables.remove(user));
    terminal.say("  row deleted");
  }
  terminal.say(notes(leaving).join("\n"));
}
