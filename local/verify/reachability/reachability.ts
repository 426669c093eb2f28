import { findPath, type Path, type World } from "../../aws";
import type { Access } from "../access/access";
import type { Likeness } from "../likeness/likeness";
import type { NamedPlace } from "../places";
import type { By, Target } from "./targets";

/** How a connection from a place to something went. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly by: By;
  /** TCP ports on which it went so. */
  readonly ports: readonly number[];
  readonly reached: boolean;
  /** What answered the name; empty for an address. */
  readonly resolvedBy: string;
  /** The routes that it took, and the transit gateway's. */
  readonly routedThrough: string;
  /** Where it ended, and why; empty where it arrived. */
  readonly stoppedAt: string;
}

interface Tried extends Omit<Connection, "ports"> {
  readonly port: number;
}

function steps({ steps: all }: Path, kind: RegExp): string {
  return all.filter((step) => kind.test(step)).join("; ");
}

/** Where a way ends. Anybody gets to AWS's public side, where only policies decide; others have their own endpoints. */
function stop(path: Path): string {
  if (!path.reached) {
    return `${path.failedAt}: ${path.reason}`;
  }
  return `elsewhere: it ends at ${path.at === "public side" ? "AWS's public side" : `another ${path.at}`}`;
}

function tried(from: string, target: Target, by: By, port: number, path: Path): Tried {
  const reached = path.reached && target.isAt(path);
  return {
    from,
    to: target.name,
    by,
    port,
    reached,
    resolvedBy: steps(path, /^name /),
    routedThrough: steps(path, /^(route|transit gateway) /),
    stoppedAt: reached ? "" : stop(path),
  };
}

function connectionsTo(world: World, place: NamedPlace, target: Target): Tried[] {
  return target.ways.flatMap(({ by, destination }) => {
    const ports = by === "address" ? target.ports : [443];
    return place.origins.flatMap((origin) =>
      ports.map((port) => tried(place.name, target, by, port, findPath(world, origin, destination, port))),
    );
  });
}

/** Every way from a place to a target, once for each kind of name and outcome. */
function summed(all: readonly Tried[]): Connection[] {
  const groups = new Map<string, Connection>();
  for (const { port, ...one } of all) {
    // The first reason stands for all that ended at the same step.
    const key = [one.by, one.reached, one.stoppedAt.split(":")[0]].join(" ");
    const known = groups.get(key);
    const ports = [...new Set([...(known?.ports ?? []), port])].sort((a, b) => a - b);
    groups.set(key, { ...(known ?? one), ports });
  }
  return [...groups.values()];
}

/** An access for each port of each target: whether it is reached by any name or address. */
function accessesOf(all: readonly Tried[]): Access[] {
  const byPort = new Map<number, readonly Tried[]>();
  for (const one of all) {
    byPort.set(one.port, [...(byPort.get(one.port) ?? []), one]);
  }
  return [...byPort.entries()].flatMap(([port, ways]) => {
    const [first] = ways;
    const open = ways.find(({ reached }) => reached);
    const shown = open ?? first;
    return shown === undefined
      ? []
      : [
          {
            who: "anything there",
            may: `connect to ${shown.to} on TCP ${port}`,
            from: shown.from,
            allowed: open !== undefined,
            decidedBy:
              open === undefined
                ? shown.stoppedAt
                : `by ${open.by}: ${[open.resolvedBy, open.routedThrough].filter((text) => text !== "").join("; ")}`,
            isImplied: false,
          },
        ];
  });
}

/** What every connection that is like one is, each by its names. */
function named(likeness: Likeness, connection: Connection): Connection[] {
  const { from, to, resolvedBy, routedThrough, stoppedAt } = connection;
  return likeness.fromAsked(to, from).map((lobs) => ({
    ...connection,
    from: likeness.rename(from, lobs),
    to: likeness.rename(to, lobs),
    resolvedBy: likeness.rename(resolvedBy, lobs),
    routedThrough: likeness.rename(routedThrough, lobs),
    stoppedAt: likeness.rename(stoppedAt, lobs),
  }));
}

/**
 * Tries every target from every place, once for all that differ in like LOBs only. Connections are those of all, by
 * name; accesses those that were tried.
 */
export function reachability(
  world: World,
  places: readonly NamedPlace[],
  targets: readonly Target[],
  likeness: Likeness,
): { readonly connections: readonly Connection[]; readonly accesses: readonly Access[] } {
  const connections: Connection[] = [];
  const accesses: Access[] = [];
  for (const place of places) {
    const others = targets.filter((one) => one.place !== place.name && likeness.isAsked(one.name, place.name));
    for (const target of others) {
      const all = connectionsTo(world, place, target);
      connections.push(...summed(all).flatMap((one) => named(likeness, one)));
      accesses.push(...accessesOf(all));
    }
  }
  const ranks = [places, targets].map((all) => new Map(all.map(({ name }, index) => [name, index])));
  const rank = (list: 0 | 1, name: string) => ranks[list]?.get(name) ?? 0;
  connections.sort((one, other) => rank(0, one.from) - rank(0, other.from) || rank(1, one.to) - rank(1, other.to));
  return { connections, accesses };
}
