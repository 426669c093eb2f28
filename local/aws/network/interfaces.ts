import { addressAt, contains, prefixOf } from "../../../common/cidr";
import { Remembered } from "../core/remembered";
import type { Resource, World } from "../core/world";
import { instance, type Subnet, subnetCidrReservation, vpcEndpoint } from "../ec2/kinds";
import { resolverEndpoint } from "../route53-resolver/kinds";
import { studioApp } from "../sagemaker/kinds";

/** Something that has an address in a VPC. */
export interface NetworkInterface {
  readonly owner: Resource<object>;
  readonly subnetId: string;
  readonly address: string;
  readonly securityGroupIds: readonly string[];
}

const interfaces = new Remembered<readonly NetworkInterface[]>();

/** Everything that has an address in a subnet of any account. */
export function networkInterfaces(world: World): readonly NetworkInterface[] {
  return interfaces.get(world, "", () => listInterfaces(world));
}

function listInterfaces(world: World): NetworkInterface[] {
  const endpoints = world.all(vpcEndpoint).flatMap((owner) =>
    owner.state.networkInterfaces.map(({ subnetId, address }) => ({
      owner,
      subnetId,
      address,
      securityGroupIds: owner.state.securityGroupIds,
    })),
  );
  const resolvers = world.all(resolverEndpoint).flatMap((owner) =>
    owner.state.ipAddresses.map(({ subnetId, ip }) => ({
      owner,
      subnetId,
      address: ip,
      securityGroupIds: owner.state.securityGroupIds,
    })),
  );
  const instances = world.all(instance).map((owner) => ({
    owner,
    subnetId: owner.state.subnetId,
    address: owner.state.privateIp,
    securityGroupIds: owner.state.vpcSecurityGroupIds,
  }));
  const apps = world.all(studioApp).flatMap((owner) => {
    const { network } = owner.state;
    return network === undefined ? [] : { owner, ...network };
  });
  return [...endpoints, ...resolvers, ...instances, ...apps];
}

/** Whether somebody else than the owner has the address in the subnet. */
export function isTaken(world: World, subnetId: string, address: string, urn: string | undefined): boolean {
  return networkInterfaces(world).some(
    (other) => other.owner.urn !== urn && other.subnetId === subnetId && other.address === address,
  );
}

/** Addresses at the start of a subnet that AWS keeps, besides its last. Source: VPC User Guide, "Subnet CIDR blocks". */
const keptByAws = 4;

/** The addresses of a subnet that can be given out, lowest first. */
export function* hostAddresses(cidr: string): Generator<string> {
  const last = 2 ** (32 - prefixOf(cidr)) - 1;
  for (let offset = keptByAws; offset < last; offset++) {
    yield addressAt(cidr, offset);
  }
}

const freeAddresses = new Remembered<string>();

/** An address of a subnet that nobody has, and that isn't kept for who asks for it. */
export function freeAddress(world: World, home: Resource<Subnet>, besides: readonly string[] = []): string {
  return freeAddresses.get(world, `${home.urn} ${besides}`, () => firstFree(world, home, besides));
}

function firstFree(world: World, { id, state }: Resource<Subnet>, besides: readonly string[]): string {
  const taken = new Set(besides);
  for (const { subnetId, address } of networkInterfaces(world)) {
    if (subnetId === id) {
      taken.add(address);
    }
  }
  const reserved = world.all(subnetCidrReservation).filter((reservation) => reservation.state.subnetId === id);
  for (const address of hostAddresses(state.cidrBlock)) {
    if (!taken.has(address) && !reserved.some((reservation) => contains(reservation.state.cidrBlock, address))) {
      return address;
    }
  }
  throw new Error(`subnet ${id} (${state.cidrBlock}) has no address left`);
}
