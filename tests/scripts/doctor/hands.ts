import type { Kind, Resource, World } from "../../../local/aws/core/world";

/** Somebody who changes an estate by hand, beside the stacks, and can undo it. */
export class Hands {
  private readonly undo: (() => void)[] = [];

  constructor(private readonly world: World) {}

  /** The one resource of a type in an account that is so. */
  only<S>(type: Kind<S>, account: string, isIt: (resource: Resource<S>) => boolean = () => true): Resource<S> {
    const [found, ...others] = this.world.list(type, account).filter(isIt);
    if (found === undefined || others.length > 0) {
      throw new Error(`${account} has ${others.length + (found === undefined ? 0 : 1)} of ${type.token}`);
    }
    return found;
  }

  /** The first resource of a type in an account that is so. */
  first<S>(type: Kind<S>, account: string, isIt: (resource: Resource<S>) => boolean = () => true): Resource<S> {
    const [found] = this.world.list(type, account).filter(isIt);
    if (found === undefined) {
      throw new Error(`${account} has no ${type.token}`);
    }
    return found;
  }

  remove(resource: Resource): void {
    this.world.remove(resource.urn);
    this.undo.push(() => this.world.put(resource));
  }

  change<S extends object>(resource: Resource<S>, state: Partial<S>): void {
    this.world.put({ ...resource, state: { ...resource.state, ...state } });
    this.undo.push(() => this.world.put(resource));
  }

  add<S>(type: Kind<S>, account: string, state: S): Resource<S> {
    const urn = `by hand ${type.token}`;
    const made = { urn, type: type.token, stack: "by hand", account, region: "eu-west-1", id: urn, state };
    this.world.put(made);
    this.undo.push(() => this.world.remove(urn));
    return made;
  }

  /** Has something done when all is put back. */
  later(step: () => void): void {
    this.undo.push(step);
  }

  /** Puts everything back, the last change first. */
  putBack(): void {
    for (const step of this.undo.splice(0).reverse()) {
      step();
    }
  }
}

/** A check's line with its problems. */
export function problem(what: string, ...details: readonly string[]): string {
  return [`problem  ${what}`, ...details.map((detail) => `           ${detail}`)].join("\n");
}
