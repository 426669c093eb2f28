import { Remembered } from "../core/remembered";
import type { Resource, World } from "../core/world";
import { instance, type Subnet, subnet, type Vpc, type VpcEndpoint, vpc, vpcEndpoint } from "../ec2/kinds";
import { studioApp } from "../sagemaker/kinds";
import { resolveInVpc, resolvePublicly } from "./dns";
import { isPublic } from "./endpoint-services";
import { letThrough, noneLets, type Traffic } from "./groups";
import { freeAddress, type NetworkInterface, networkInterfaces } from "./interfaces";
import type { Origin } from "./origin";
import { travel } from "./routing";
import { EndOfWalk, type FailedAt, Walk } from "./walk";

/** The way that a connection takes, step by step, or the step at which it ends. */
export type Path =
  | {
      readonly reached: true;
      readonly address: string;
      /** What answers there; a resource of the estate, or AWS's public side. */
      readonly at: "interface endpoint" | "gateway endpoint" | "instance" | "app" | "resolver endpoint" | "public side";
      /** The endpoint that the connection goes through; undefined for anything else. */
      readonly endpoint: Resource<VpcEndpoint> | undefined;
      readonly sourceAddress: string;
      readonly steps: readonly string[];
    }
  | {
      readonly reached: false;
      readonly failedAt: FailedAt;
      /** One sentence. */
      readonly reason: string;
      readonly steps: readonly string[];
    };

/** A name, or an IPv4 address. */
export type Destination = { readonly host: string } | { readonly address: string };

type VpcOrigin = Extract<Origin, { kind: "vpc" }>;
type Reached = Omit<Extract<Path, { reached: true }>, "reached" | "steps">;

/** A connection as far as it is known before it is sent. */
interface Attempt {
  readonly origin: VpcOrigin;
  readonly vpc: Resource<Vpc>;
  readonly subnet: Resource<Subnet>;
  readonly sourceAddress: string;
  readonly address: string;
  readonly port: number;
  readonly protocol: Traffic["protocol"];
}

/**
 * The TCP port that a Studio app's Jupyter listens on, at every address of the app and without a token.
 *
 * Source: the image of SageMaker Distribution, `start-jupyter-server`.
 */
const jupyterPort = 8888;

/** The address that callers outside of any VPC are seen with. */
const addressOutside = "203.0.113.254";

/**
 * Finds the way of a connection from a place to a name or an address, as the resources of all accounts have it: the
 * name, the route, the transit gateway, the security groups, what is there, and the way back. Every subnet of the
 * origin, and every address of the name, has to work: the first failure counts.
 *
 * @param port Default: 443.
 * @param protocol Default: TCP.
 */
export function findPath(
  world: World,
  origin: Origin,
  destination: Destination,
  port = 443,
  protocol: Traffic["protocol"] = "tcp",
): Path {
  const key = JSON.stringify([origin, destination, port, protocol]);
  return paths.get(world, key, () => walkTo(world, origin, destination, { port, protocol }));
}

const paths = new Remembered<Path>();

function walkTo(
  world: World,
  origin: Origin,
  destination: Destination,
  asked: Pick<Attempt, "port" | "protocol">,
): Path {
  const walk = new Walk();
  try {
    const reached =
      origin.kind === "internet"
        ? fromOutside(world, destination, walk)
        : fromVpc(world, origin, destination, asked, walk);
    return { reached: true, ...reached, steps: walk.steps };
  } catch (error) {
    if (error instanceof EndOfWalk) {
      return { reached: false, failedAt: error.failedAt, reason: error.reason, steps: walk.steps };
    }
    throw error;
  }
}

function fromOutside(world: World, destination: Destination, walk: Walk): Reached {
  const [address = ""] =
    "host" in destination ? resolvePublicly(world, destination.host.toLowerCase(), walk) : [destination.address];
  if (!isPublic(address)) {
    walk.end("route", `${address} is private, and the internet has no route to it`);
  }
  return { address, at: "public side", endpoint: undefined, sourceAddress: addressOutside };
}

function existing<T>(found: T | undefined, id: string): T {
  if (found === undefined) {
    throw new Error(`a call comes from ${id}, which doesn't exist`);
  }
  return found;
}

function fromVpc(
  world: World,
  origin: VpcOrigin,
  destination: Destination,
  asked: Pick<Attempt, "port" | "protocol">,
  walk: Walk,
): Reached {
  const home = existing(world.find(vpc, origin.vpcId), origin.vpcId);
  const addresses =
    "host" in destination ? resolveInVpc(world, home, destination.host.toLowerCase(), walk) : [destination.address];
  const attempts = origin.subnetIds.flatMap((id) => {
    const sender = existing(world.find(subnet, id), id);
    const sourceAddress = freeAddress(world, sender);
    return addresses.map((address) => ({ origin, vpc: home, subnet: sender, sourceAddress, address, ...asked }));
  });
  // The steps of the first way stand for all.
  const [first] = attempts.map((attempt, index) => connect(world, attempt, index === 0 ? walk : new Walk()));
  if (first === undefined) {
    throw new Error(`a call comes from ${origin.vpcId}, but from none of its subnets`);
  }
  return first;
}

/** Sends a connection on its way, and its answers back. */
function connect(world: World, attempt: Attempt, walk: Walk): Reached {
  const { origin, address, port, protocol, sourceAddress } = attempt;
  const arrived = travel(world, attempt, address, walk);
  const gone = { protocol, port, peer: { address, securityGroupIds: [] } };
  if (arrived.gateway !== undefined) {
    checkEgress(world, origin, gone, walk);
    return { address, at: "gateway endpoint", endpoint: arrived.gateway, sourceAddress };
  }
  const found = networkInterfaces(world).find(
    (candidate) =>
      candidate.address === address && world.find(subnet, candidate.subnetId)?.state.vpcId === arrived.vpc.id,
  );
  const { securityGroupIds = [] } = found ?? {};
  checkEgress(world, origin, { ...gone, peer: { address, securityGroupIds } }, walk);
  if (found === undefined) {
    return walk.end("endpoint", `nothing answers at ${address} in ${arrived.vpc.id}`);
  }
  const peer = { address: sourceAddress, securityGroupIds: origin.securityGroupIds };
  if (!letThrough(world, found.securityGroupIds, "ingress", { protocol, port, peer })) {
    walk.end(
      "security group",
      `${noneLets(world, found.securityGroupIds, found.owner.id)} ${protocol.toUpperCase()} ${port} in from ${sourceAddress}`,
    );
  }
  walk.note(`security groups: ${protocol.toUpperCase()} ${port} may leave, and enter at ${address}`);
  const answering = answerer(world, found, attempt, walk);
  comeBack(world, found, arrived.vpc, attempt, walk);
  return { address, ...answering, sourceAddress };
}

function checkEgress(world: World, { securityGroupIds }: VpcOrigin, traffic: Traffic, walk: Walk): void {
  if (!letThrough(world, securityGroupIds, "egress", traffic)) {
    walk.end(
      "security group",
      `${noneLets(world, securityGroupIds)} ${traffic.protocol.toUpperCase()} ${traffic.port} out to ${traffic.peer.address}`,
    );
  }
}

/** Who answers at an interface. */
function answerer(
  world: World,
  { owner }: NetworkInterface,
  { port, protocol }: Attempt,
  walk: Walk,
): Pick<Reached, "at" | "endpoint"> {
  if (owner.type === instance.token) {
    return { at: "instance", endpoint: undefined };
  }
  const endpoint = world.find(vpcEndpoint, owner.id);
  const isApp = owner.type === studioApp.token;
  const isResolver = !isApp && endpoint === undefined;
  const expected = isApp ? jupyterPort : isResolver ? 53 : 443;
  if (port !== expected || (protocol === "udp" && !isResolver)) {
    const tried = protocol === "udp" ? `UDP ${port}` : port;
    walk.end("endpoint", `${owner.id} answers only on TCP ${expected}, not on ${tried}`);
  }
  if (isApp) {
    return { at: "app", endpoint: undefined };
  }
  return { at: endpoint === undefined ? "resolver endpoint" : "interface endpoint", endpoint };
}

/** Sends the answers back to the caller's address. */
function comeBack(
  world: World,
  { subnetId }: NetworkInterface,
  home: Resource<Vpc>,
  attempt: Attempt,
  walk: Walk,
): void {
  const { sourceAddress, vpc: origin } = attempt;
  try {
    const sender = { vpc: home, subnet: existing(world.find(subnet, subnetId), subnetId) };
    const { vpc: landed, gateway } = travel(world, sender, sourceAddress, new Walk());
    const { id } = landed ?? gateway;
    if (id !== origin.id) {
      walk.end("return route", `answers to ${sourceAddress} of ${origin.id} end up in ${id}`);
    }
  } catch (error) {
    if (error instanceof EndOfWalk && error.failedAt !== "return route") {
      walk.end("return route", `answers to ${sourceAddress} of ${origin.id} are lost: ${error.reason}`);
    }
    throw error;
  }
  walk.note(`return route: answers to ${sourceAddress} come back to ${origin.id}`);
}
