import type { Kind, Place, Resource, World } from "../core/world";
import { type RefusalNumber, refuse } from "../refusals";
import { routeTable, type Subnet, subnet, type TransitGateway, transitGateway, type Vpc, vpc } from "./kinds";

/** A resource of the account and region, or the row's refusal. */
function own<State>(
  world: World,
  type: Kind<State>,
  { account, region }: Place,
  id: string,
  row: RefusalNumber,
  message: string,
): Resource<State> {
  const found = world.find(type, id);
  return found?.account === account && found.region === region ? found : refuse(row, message);
}

/** A VPC that the account has in the region. */
export function ownVpc(world: World, place: Place, id: string): Resource<Vpc> {
  return own(world, vpc, place, id, "R20", `The vpc ID '${id}' does not exist`);
}

/** A subnet that the account has in the region. */
export function ownSubnet(world: World, place: Place, id: string): Resource<Subnet> {
  return own(world, subnet, place, id, "R21", `The subnet ID '${id}' does not exist`);
}

/** The VPC whose table it is; a VPC's main table has no resource of its own. */
export function vpcOfTable(world: World, place: Place, id: string): string {
  const main = world.list(vpc, place.account).find(({ state }) => state.mainRouteTableId === id);
  return main?.id ?? own(world, routeTable, place, id, "R23", `The routeTable ID '${id}' does not exist`).state.vpcId;
}

/** A gateway of the account: only its owner manages its tables. */
export function ownGateway(world: World, place: Place, id: string): Resource<TransitGateway> {
  return own(world, transitGateway, place, id, "R30", `Transit Gateway ${id} was deleted or does not exist.`);
}
