import type { Place, Resource, TypeName, World } from "../core/world";
import { type RefusalNumber, refuse } from "../refusals";

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
