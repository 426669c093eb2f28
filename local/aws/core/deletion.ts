import type { Kind, Resource, World } from "./world";

/** How resources of a type are deleted; omitted rules do nothing. */
interface Rules<State> {
  /** @throws AwsError as AWS refuses while something needs the resource. */
  check?(world: World, resource: Resource<State>): void;
  /** What AWS deletes along with it, whichever account owns it. */
  takes?(world: World, resource: Resource<State>): readonly Resource[];
  /** What AWS leaves in its place. */
  leaves?(world: World, resource: Resource<State>): readonly Resource[];
}

/** The rules of a type, to be asked about any resource of it. */
export interface Deletion {
  readonly token: string;
  check(world: World, resource: Resource): void;
  takes(world: World, resource: Resource): readonly Resource[];
  leaves(world: World, resource: Resource): readonly Resource[];
}

/** Defines how resources of a type are deleted. */
export function deletion<State>(type: Kind<State>, rules: Rules<State>): Deletion {
  const typed = (world: World, { urn }: Resource) => world.all(type).filter((resource) => resource.urn === urn);
  return {
    token: type.token,
    check: (world, resource) => {
      for (const each of typed(world, resource)) {
        rules.check?.(world, each);
      }
    },
    takes: (world, resource) => typed(world, resource).flatMap((each) => rules.takes?.(world, each) ?? []),
    leaves: (world, resource) => typed(world, resource).flatMap((each) => rules.leaves?.(world, each) ?? []),
  };
}
