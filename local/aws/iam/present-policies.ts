import type { Via } from "../core/service";
import type { Session } from "../core/sessions";
import type { Resource, World } from "../core/world";
import { policy, type Role, role, rolePolicy, rolePolicyAttachment } from "./kinds";
import type { NamedPolicy } from "./question";

/** The policies that a role has now, inline and attached. A role that was created again is no longer the session's role. */
export function policiesOf(world: World, { account, state }: Resource<Role>): NamedPolicy[] {
  const exists = world.list(role, account).some((other) => other.state.uniqueId === state.uniqueId);
  if (!exists) {
    return [];
  }
  const inline = world.list(rolePolicy, account).filter((resource) => resource.state.role === state.name);
  const attachments = world
    .list(rolePolicyAttachment, account)
    .filter((resource) => resource.state.role === state.name);
  const attached = world
    .list(policy, account)
    .filter((resource) => attachments.some((attachment) => attachment.state.policyArn === resource.state.arn));
  return [...inline, ...attached].map(documentOf);
}

/**
 * The policy that limits what a role's own policies allow; it allows nothing by itself.
 *
 * Source: IAM User Guide, "Permissions boundaries for IAM entities".
 */
export function boundaryOf(world: World, { state }: Resource<Role>): NamedPolicy | undefined {
  const boundary = world.all(policy).find(({ state: { arn } }) => arn === state.permissionsBoundary);
  return boundary === undefined ? undefined : documentOf(boundary);
}

/** Documents of resources, each read once: a change puts another resource in its place. */
const documents = new WeakMap<object, NamedPolicy>();

function documentOf(resource: Resource<{ readonly name: string; readonly policy: string }>): NamedPolicy {
  const { name, policy: text } = resource.state;
  const known = documents.get(resource) ?? { name, document: JSON.parse(text) };
  documents.set(resource, known);
  return known;
}

/**
 * Policies as they are for a session: SageMaker's variables in them are the session's own, and belong to no action.
 * Whether AWS has them is the open question `studio-variables`.
 *
 * Source: SageMaker Developer Guide, "Give your users access to spaces".
 */
export function ofSession(
  { readings }: World,
  { studio }: Session,
  policies: readonly NamedPolicy[],
): readonly NamedPolicy[] {
  if (studio === undefined || readings["studio-variables"] === "absent") {
    return policies;
  }
  const { domainId, profile } = studio;
  return policies.map((policyOfRole) => {
    const known = filled.get(policyOfRole) ?? new Map<string, NamedPolicy>();
    const key = `${domainId} ${profile}`;
    const own = known.get(key) ?? withStudio(policyOfRole, domainId, profile);
    filled.set(policyOfRole, known.set(key, own));
    return own;
  });
}

/** Policies with a Studio's names in them, each written once. */
const filled = new WeakMap<NamedPolicy, Map<string, NamedPolicy>>();

export function withStudio({ name, document }: NamedPolicy, domainId: string, profile: string): NamedPolicy {
  const text = JSON.stringify(document).replaceAll(/\$\{sagemaker:(DomainId|UserProfileName)\}/g, (_, variable) =>
    variable === "DomainId" ? domainId : profile,
  );
  return { name, document: JSON.parse(text) };
}

/** An endpoint's policy by the name that a person knows it by. */
export function endpointPolicy({ endpoint }: Via): NamedPolicy {
  const { serviceName, policy: text } = endpoint.state;
  const name = `the policy of endpoint ${endpoint.id} (${serviceName})`;
  const known = documents.get(endpoint) ?? { name, document: JSON.parse(text) };
  documents.set(endpoint, known);
  return known;
}
