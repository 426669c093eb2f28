import type { Resource, World } from "./world";

interface Entry<T> {
  readonly value: T;
  /** The lists of resources that the value was computed from, by type. */
  readonly lists: ReadonlyMap<string, readonly Resource[]>;
}

/**
 * Values computed only from a world's resources, each once for as long as no resource of a type that it
 * depends on comes, goes or changes.
 */
export class Remembered<T> {
  private readonly entries = new WeakMap<World, Map<string, Entry<T>>>();

  /** @param key whatever else the value depends on. */
  get(world: World, key: string, work: () => T): T {
    const entries = this.entries.get(world) ?? new Map<string, Entry<T>>();
    this.entries.set(world, entries);
    const known = entries.get(key);
    if (known !== undefined && [...known.lists].every(([type, list]) => world.look(type) === list)) {
      return known.value;
    }
    const { value, lists } = world.watch(work);
    entries.set(key, { value, lists });
    return value;
  }
}
