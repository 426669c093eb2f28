import {
  type Domain,
  domain,
  findPath,
  freeAddress,
  groupsOfApps,
  instance,
  type Origin,
  type Resource,
  subnet,
  userProfile,
  type World,
} from "../../aws";
import type { Access } from "../access/access";
import { functionsIn, placeName } from "../places";
import { everyPort, machine } from "./targets";

/** An app as each of a domain's users could have one, which answers on every port. */
interface UsersApp {
  readonly profile: string;
  readonly origin: Extract<Origin, { kind: "vpc" }>;
}

function appsOf(world: World, home: Resource<Domain>): UsersApp[] {
  const { account, region, state } = home;
  const { vpcId, subnetIds } = state;
  return world
    .list(userProfile, account)
    .filter((found) => found.region === region && found.state.domainId === home.id)
    .map((found) => ({
      profile: found.state.userProfileName,
      origin: { kind: "vpc", account, region, vpcId, subnetIds, securityGroupIds: groupsOfApps(home, found) },
    }));
}

function nameOf(profile: string, stack: string): string {
  return `an app of ${profile} in ${stack}`;
}

function domainsOf(world: World, stacks: readonly string[]): Resource<Domain>[] {
  return world.all(domain).filter(({ stack }) => stacks.includes(stack));
}

/** Puts an app of each user into each domain: the network decides whether it is reached. */
export function putUpApps(world: World, stacks: readonly string[]): void {
  for (const home of domainsOf(world, stacks)) {
    for (const { profile, origin } of appsOf(world, home)) {
      const found = world.find(subnet, origin.subnetIds[0] ?? "");
      if (found !== undefined) {
        world.put(machine(nameOf(profile, home.stack), origin, found.id, freeAddress(world, found)));
      }
    }
  }
}

/** Whether somebody reaches an app on a port, from one place at least. */
function accessTo(
  world: World,
  app: UsersApp,
  stack: string,
  port: number,
  who: string,
  from: readonly Origin[],
): Access[] {
  const name = nameOf(app.profile, stack);
  const address = world.all(instance).find(({ id }) => id === name)?.state.privateIp ?? "";
  const paths = from.map((origin) => findPath(world, origin, { address }, port));
  const shown = paths.find(({ reached }) => reached) ?? paths[0];
  const words = { who, may: `connect to ${name} on TCP ${port}`, from: placeName("LOB", stack), isImplied: false };
  return shown === undefined
    ? []
    : [
        {
          ...words,
          allowed: shown.reached,
          decidedBy: shown.reached ? shown.steps.join("; ") : `${shown.failedAt}: ${shown.reason}`,
        },
      ];
}

/** Who reaches a user's apps inside of the LOB's own network: the user's other apps, other users' apps, and functions. */
export function appAccesses(world: World, stacks: readonly string[]): Access[] {
  return domainsOf(world, stacks).flatMap((home) => {
    const { stack } = home;
    const apps = appsOf(world, home);
    return apps.flatMap((app) =>
      everyPort.flatMap((port) => {
        const ask = (who: string, from: readonly Origin[]) => accessTo(world, app, stack, port, who, from);
        const others = apps.filter((other) => other !== app).map(({ origin }) => origin);
        return [
          ...ask(nameOf(app.profile, stack), [app.origin]),
          ...ask(`an app of another user in ${stack}`, others),
          ...ask(`a function of ${stack}`, functionsIn(world, stack)),
        ];
      }),
    );
  });
}
