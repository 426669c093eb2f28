import { type ExecutionIds, neededPolicies, neededTrust, ownExecution } from "../../scripts/support/execution-duties";
import type { ChildStack } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import {
  domain,
  policy,
  type Resource,
  type Role,
  role,
  rolePolicy,
  rolePolicyAttachment,
  subnet,
  type World,
} from "../aws";

/** A role of the organization's own, as IAM has it. */
export interface OwnRole {
  readonly trust: object;
  /** Its inline policies by name. */
  readonly inline: Readonly<Record<string, object>>;
  /** ARNs of the managed policies that it has. */
  readonly attached: readonly string[];
  readonly boundary: string | undefined;
}

/** What IAM has beside the stacks: documents of roles and managed policies by their ARNs. */
export interface OwnDocuments {
  readonly roles: ReadonlyMap<string, OwnRole>;
  readonly policies: ReadonlyMap<string, object>;
}

export const noDocuments: OwnDocuments = { roles: new Map(), policies: new Map() };

/** The stack that such roles and policies are listed under, which no program made. */
const stackName = "beside";

function nameIn(arn: string): string {
  return arn.split("/").at(-1) ?? "";
}

/**
 * Puts the role and the managed policies that a LOB's config names into its account, where an administrator made them.
 *
 * @param endpointIds the hub's endpoints by service.
 * @param documents what they say. Default: the role is as the project would make it, and the policies allow nothing.
 */
export function foundExecution(
  world: World,
  project: Project,
  stack: ChildStack,
  endpointIds: ExecutionIds["endpointIds"],
  documents = noDocuments,
): void {
  const { account, region, executionRoleArn: arn, executionPolicyArns } = stack.config;
  const put = (type: string, id: string, state: object) => {
    const urn = `urn:pulumi:${stackName}::${stack.name}::${type}::${id}`;
    world.put({ urn, type, id, stack: stackName, account, region, state });
  };
  const putPolicy = (policyArn: string) => {
    const document = documents.policies.get(policyArn) ?? { Version: "2012-10-17", Statement: [] };
    put(policy.token, policyArn, { name: nameIn(policyArn), arn: policyArn, policy: JSON.stringify(document) });
  };
  executionPolicyArns.forEach(putPolicy);
  const execution = ownExecution(project, stack);
  if (arn === undefined || execution === undefined) {
    return;
  }
  // The role is there before the domain is, whose id and network no administrator knows yet.
  const home = world.list(domain, account).find((found) => found.stack === stack.name)?.state;
  const { securityGroups: securityGroupIds } = home?.defaultUserSettings ?? {};
  const network =
    home === undefined || securityGroupIds === undefined
      ? undefined
      : {
          subnetIds: world.list(subnet, account).flatMap(({ id, state }) => (state.vpcId === home.vpcId ? [id] : [])),
          securityGroupIds,
        };
  const made = neededPolicies(execution, { domainId: "*", endpointIds, network });
  const given = documents.roles.get(arn) ?? {
    trust: neededTrust(execution),
    inline: Object.fromEntries(made.map((document, index) => [`Studio${index + 1}`, document])),
    attached: [],
    boundary: undefined,
  };
  const name = nameIn(arn);
  const path = arn.slice(arn.indexOf(":role/") + ":role".length, -name.length);
  put(role.token, name, {
    ...{ name, path, arn, uniqueId: `AROA${name.toUpperCase()}`, maxSessionDuration: 3600, tags: {} },
    assumeRolePolicy: JSON.stringify(given.trust),
    permissionsBoundary: given.boundary,
  });
  for (const [inlineName, document] of Object.entries(given.inline)) {
    put(rolePolicy.token, `${name}:${inlineName}`, { name: inlineName, role: name, policy: JSON.stringify(document) });
  }
  for (const policyArn of given.attached) {
    putPolicy(policyArn);
    put(rolePolicyAttachment.token, `${name}-${nameIn(policyArn)}`, { role: name, policyArn });
  }
  if (given.boundary !== undefined) {
    putPolicy(given.boundary);
  }
}

/** Roles that a stack's work runs under: those that it makes, and the organization's own that its config names. */
export function rolesOf(world: World, { name, config }: Stack): Resource<Role>[] {
  const own = config.role === "child" ? config.executionRoleArn : undefined;
  return world
    .list(role, config.account)
    .filter(({ stack, state }) => stack === name || (own !== undefined && state.arn === own));
}
