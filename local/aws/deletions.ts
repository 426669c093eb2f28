import type { Resource, World } from "./core/world";
import { services } from "./services";

const deletions = new Map(services.flatMap((service) => service.deletions).map((each) => [each.token, each]));

/**
 * Deletes a resource as AWS does: refuses while something needs it, and takes along what belongs to it.
 *
 * @returns everything that is gone.
 * @throws AwsError when AWS refuses; nothing is deleted then.
 */
export function deleteResource(world: World, resource: Resource): readonly Resource[] {
  const rules = deletions.get(resource.type);
  rules?.check(world, resource);
  const left = rules?.leaves(world, resource) ?? [];
  const gone = [...(rules?.takes(world, resource) ?? []), resource];
  for (const { urn } of gone) {
    world.remove(urn);
  }
  for (const each of left) {
    world.put(each);
  }
  return gone;
}
