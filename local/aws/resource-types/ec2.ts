import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../../infra/support/is-record";
import { type RefusalNumber, refuse } from "../refusals";
import { inventId } from "../resource-type";
import type { Place, Resource, TypeName, World } from "../world";

/** The id that a resource keeps as long as what AWS can't change of it stays the same; another one otherwise. */
export function lastingId(
  prefix: string,
  previous: Resource | undefined,
  fixed: Readonly<Record<string, unknown>>,
): string {
  const state = previous?.state;
  const stays =
    isRecord(state) && Object.entries(fixed).every(([member, value]) => isDeepStrictEqual(state[member], value));
  return previous !== undefined && stays ? previous.id : inventId(prefix);
}

/** A resource by its id, in whatever account it is. */
export function find<State>(world: World, type: TypeName<State>, id: string): Resource<State> | undefined {
  return world.all(type).find((resource) => resource.id === id);
}

/** A resource of the account and region, or the row's refusal. */
export function own<State>(
  world: World,
  type: TypeName<State>,
  { account, region }: Place,
  id: string,
  row: RefusalNumber,
  message: string,
): Resource<State> {
  const found = find(world, type, id);
  return found?.account === account && found.region === region ? found : refuse(row, message);
}
