import type { Naming } from "../../infra/support/naming";
import type { Resource, World } from "../aws";

/** Ids that AWS makes up, which tell a reader nothing and differ in each run. */
const inventedId =
  /\b(?:(?:vpc|vpce|subnet|sg|rtb|tgw|tgw-rtb|tgw-attach|rslvr-rr|rslvr-in|rslvr-out|rslvr-frg)-[0-9a-z]+|Z[0-9A-F]{10,}|d-[0-9a-z]{12})\b/g;

/** A name in AWS without its environment's prefix, as access.yaml has it. */
export function withoutPrefix(name: string, { namePrefix = "" }: Naming): string {
  return name.startsWith(namePrefix) ? name.slice(namePrefix.length) : name;
}

/** A resource by the name that its stack gave it. */
function nameOf({ urn, stack }: Resource): string {
  return `${urn.split("::").at(-1)} of ${stack}`;
}

/** Replaces ids that AWS made up by the names that stacks gave. */
export class Names {
  private readonly byId: ReadonlyMap<string, string>;

  constructor(world: World, stacks: readonly string[]) {
    const resources = stacks.flatMap((stack) => world.ofStack(stack));
    this.byId = new Map(resources.map((resource) => [resource.id, nameOf(resource)]));
  }

  /** The same text with names; an id that no stack has stays. */
  readable(text: string): string {
    return text.replaceAll(inventedId, (id) => this.byId.get(id) ?? id);
  }
}
