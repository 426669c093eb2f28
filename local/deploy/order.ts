import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Asked } from "../aws";

/** A resource's type and name, which tell it from all others of a stack. */
function keyOf({ type, name }: Asked): string {
  return `${type}::${name}`;
}

/** The same of a URN, whose type ends the list of its parents'. */
function keyOfUrn(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return keyOf({ type: types.split("$").at(-1) ?? "", name });
}

/** The order of a program's resources. Only their registrations, which go to the engine, tell it. */
export class Order {
  private readonly direct = new Map<string, readonly string[]>();

  /** Listens to what is registered with a monitor of Pulumi's from now on. */
  watch(monitor: object | undefined): void {
    const register: unknown = monitor && Reflect.get(monitor, "registerResource");
    if (monitor === undefined || typeof register !== "function") {
      throw new Error("Pulumi's monitor has no registerResource: the order of resources can't be read");
    }
    Reflect.set(monitor, "registerResource", (request: unknown, ...others: unknown[]) => {
      if (request instanceof RegisterResourceRequest) {
        this.see(request);
      }
      return Reflect.apply(register, monitor, [request, ...others]);
    });
  }

  private see(request: RegisterResourceRequest): void {
    const parent = request.getParent();
    // What is in a component waits for what the component waits for.
    const urns = [...request.getDependenciesList(), ...(parent === "" ? [] : [parent])];
    this.direct.set(keyOf({ type: request.getType(), name: request.getName() }), urns.map(keyOfUrn));
  }

  /** Whether a resource waits for another one, directly or by others between them. */
  waitsFor(later: Asked, earlier: Asked): boolean {
    const wanted = keyOf(earlier);
    const seen = new Set<string>();
    const open = [keyOf(later)];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      for (const next of this.direct.get(key) ?? []) {
        if (next === wanted) {
          return true;
        }
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
      }
    }
    return false;
  }
}
