import type { Resource, World } from "../core/world";
import { type Role, role } from "./kinds";
import type { NamedPolicy } from "./question";

/**
 * A role's trust policy as IAM judges it. Where it names another role, IAM keeps that role's unique id: a new role
 * of the same name isn't meant.
 *
 * Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
export function trustPolicy(world: World, { state }: Resource<Role>): NamedPolicy {
  const isMeant = (arn: string, uniqueId: string) =>
    world.all(role).some((other) => other.state.arn === arn && other.state.uniqueId === uniqueId);
  const document: unknown = JSON.parse(state.assumeRolePolicy, (_, value: unknown) => {
    const uniqueId = typeof value === "string" ? state.trustedRoles?.[value] : undefined;
    return typeof value === "string" && uniqueId !== undefined && !isMeant(value, uniqueId) ? uniqueId : value;
  });
  return { name: `the trust policy of ${state.name}`, document };
}
