import { apiDeletions } from "./api-gateway/deletions";
import type { Deletion } from "./core/deletion";
import type { Resource, World } from "./core/world";
import { dataDeletions } from "./dynamodb/deletions";
import { networkDeletions } from "./ec2/deletions";
import { transitDeletions } from "./ec2/transit-gateway-deletions";
import { identityDeletions } from "./iam/deletions";
import { dnsDeletions } from "./route53/deletions";
import { studioDeletions } from "./sagemaker/deletions";

const deletions: ReadonlyMap<string, Deletion> = new Map(
  [
    ...apiDeletions,
    ...dataDeletions,
    ...dnsDeletions,
    ...identityDeletions,
    ...networkDeletions,
    ...studioDeletions,
    ...transitDeletions,
  ].map((each) => [each.token, each]),
);

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
