import { invokerNames, lobNames, type Naming } from "../../../infra/support/naming";
import { isParent, isShared } from "../../../stacks/project/roles";
import type { Project, Stack } from "../../../stacks/project/stack";
import { domain, lambdaFunction, type Resource, type Role, type Session, studioSession, userProfile } from "../../aws";
import type { Estate } from "../../estate/estate";
import { administratorRole } from "../../estate/operator";
import { organizationOf, organizationOfHub } from "../../estate/organizations";
import { rolesOf } from "../../estate/own-roles";
import { freeAccount } from "../../scenarios/cast";
import { withoutPrefix } from "../names";

/** Somebody whom IAM knows, and who may try everything. */
export interface Principal {
  /** As reports and access.yaml name it, such as `SageMakerExternal of parent`. */
  readonly name: string;
  readonly session: Session;
  /** Whether the account's own people stand behind it, who may do everything there anyway. */
  readonly isAdministrator: boolean;
}

/** Seconds that a session lasts. */
const sessionSeconds = 3600;

/** How a role of a stack is used: by a function's code, by code in somebody's Studio, or by anybody who assumes it. */
function usersOf({ aws }: Estate, runner: Resource<Role>, { name: stack, config }: Stack): Principal[] {
  const { world, sessions } = aws;
  const { account, state } = runner;
  const domains = world
    .list(domain, account)
    .filter((one) => one.state.defaultUserSettings.executionRole === state.arn);
  if (domains.length > 0) {
    const profiles = world
      .list(userProfile, account)
      .filter((one) => domains.some(({ id }) => id === one.state.domainId));
    return profiles.map((profile) => {
      const session = studioSession(world, sessions, profile, "app");
      return { name: `Studio of ${profile.state.userProfileName} in ${stack}`, session, isAdministrator: false };
    });
  }
  const code = world.list(lambdaFunction, account).find((one) => one.state.role === state.arn);
  const origin = code === undefined ? {} : { functionArn: code.state.arn };
  const session = sessions.open(runner, "session", sessionSeconds, origin);
  return [{ name: `${withoutPrefix(state.name, config)} of ${stack}`, session, isAdministrator: false }];
}

/** A role's name and path that a parent's trust policy takes. */
type Similar = { readonly name: string; readonly path: string | undefined };

/** Names that parents trust, in any account: of functions' roles, and of Studio's where a parent trusts it. */
interface Trust {
  readonly invokers: readonly Similar[];
  readonly studios: readonly Similar[];
}

function trustOf({ stacks }: Project): Trust {
  const parents = stacks.filter(isParent).map(({ config }) => config);
  const distinct = (names: readonly Similar[]) => [...new Map(names.map((one) => [JSON.stringify(one), one])).values()];
  const invoker = (naming: Naming): Similar => ({
    name: invokerNames("lookalike", naming).invokerRole,
    path: naming.rolePath,
  });
  return {
    invokers: distinct(parents.length === 0 ? [invoker({})] : parents.map(invoker)),
    studios: distinct(
      parents
        .filter(({ invokeRole }) => invokeRole.studio === true)
        .map((naming) => ({ name: lobNames("lookalike", naming).executionRole, path: naming.rolePath })),
    ),
  };
}

/** An account's own people, and roles that they made for themselves under names that others trust. */
async function peopleOf(
  { aws }: Estate,
  place: { readonly account: string; readonly region: string },
  owner: string,
  trust: Trust,
): Promise<Principal[]> {
  const administrator = await administratorRole(aws, place);
  // Anybody can call a role of their own as a parent's trust policy has it.
  const similar = (names: readonly Similar[]) =>
    Promise.all(names.map(({ name, path }) => administratorRole(aws, place, name, path)));
  const open = (from: typeof administrator, sourceIdentity?: string) =>
    aws.sessions.open(from, "somebody", sessionSeconds, { sourceIdentity });
  return [
    { name: `administrator of ${owner}`, session: open(administrator), isAdministrator: true },
    ...(await similar(trust.invokers)).map((made) => ({
      name: `a role named like SageMakerInvoker-* of ${owner}`,
      session: open(made),
      isAdministrator: true,
    })),
    ...(await similar(trust.studios)).flatMap((made) => {
      const name = `a role named like SageMakerStudioExecution-* of ${owner}`;
      return [
        { name, session: open(made, "somebody"), isAdministrator: true },
        { name: `${name}, without a source identity`, session: open(made), isAdministrator: true },
      ];
    }),
  ];
}

/** Accounts that the estate has nothing to do with: a stranger's, another organization's, and one of each of its own. */
function openOutsiders(
  estate: Estate,
  project: Project,
): Readonly<Record<"outsiders" | "members", Readonly<Record<string, string>>>> {
  const own = project.stacks.flatMap((stack) =>
    isShared(stack) ? [organizationOfHub(stack)] : isParent(stack) ? [organizationOf(stack)] : [],
  );
  const homes = new Map(own.flatMap((home) => (home === undefined ? [] : [[home.id, home] as const])));
  const taken = new Set(project.stacks.map(({ config }) => config.account));
  const [stranger = "", foreigner = "", ...free] = [
    "777777777777",
    "888888888888",
    "999999999999",
    ...Array.from(homes, (_, index) => String(800_000_000_000 + index)),
  ].map((id) => (taken.has(id) ? freeAccount(project) : id));
  estate.placeAccount(stranger, undefined);
  estate.placeAccount(foreigner, { id: "o-anotherorg01", path: "o-anotherorg01/r-root/" });
  const members = [...homes.values()].map((home, index) => {
    const account = free[index] ?? "";
    estate.placeAccount(account, home);
    return [
      `another account of ${homes.size === 1 ? "the organization" : `organization ${home.id}`}`,
      account,
    ] as const;
  });
  const outsiders = { "a stranger": stranger, "another organization": foreigner };
  return { outsiders, members: Object.fromEntries(members) };
}

/** Everybody whom IAM knows and who could try something. */
export interface Everybody {
  /** Roles of stacks, people of their accounts, and outsiders. */
  readonly principals: readonly Principal[];
  /** Accounts that are neither of the estate nor of its organization. */
  readonly outsiders: readonly string[];
  /** Accounts that are of its organization, and not of the estate. */
  readonly members: readonly string[];
}

/** Finds every principal, and creates those that don't exist yet. */
export async function everybodyIn(estate: Estate, project: Project): Promise<Everybody> {
  const { world } = estate.aws;
  const principals: Principal[] = [];
  for (const stack of project.stacks) {
    principals.push(...rolesOf(world, stack).flatMap((found) => usersOf(estate, found, stack)));
  }
  const owners = new Map(project.stacks.map(({ name, config }) => [config.account, name]));
  const region = project.stacks[0]?.config.region ?? "";
  const { outsiders, members } = openOutsiders(estate, project);
  const trust = trustOf(project);
  const others = Object.entries({ ...outsiders, ...members }).map(([owner, account]) => [account, owner] as const);
  for (const [account, owner] of [...owners, ...others]) {
    principals.push(...(await peopleOf(estate, { account, region }, owner, trust)));
  }
  return { principals, outsiders: Object.values(outsiders), members: Object.values(members) };
}
