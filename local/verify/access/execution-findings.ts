import { ownExecution } from "../../../scripts/support/execution-duties";
import { judgeExecutionRole } from "../../../scripts/support/execution-role";
import { hubOf, isChild } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import { domain, policiesAllow, role, vpcEndpoint, type World } from "../../aws";

/** Ids of a hub's endpoints by the services that the role's policies name. */
function endpointIdsOf(world: World, hub: string): Readonly<Record<string, string>> {
  const services = { "sagemaker.api": ".sagemaker.api", studio: ".studio", sts: ".sts" };
  const own = world.all(vpcEndpoint).filter(({ stack }) => stack === hub);
  return Object.fromEntries(
    Object.entries(services).flatMap(([service, end]) =>
      own.filter(({ state }) => state.serviceName.endsWith(end)).map(({ id }) => [service, id]),
    ),
  );
}

/**
 * What is wrong with execution roles in which the organization has a part: a role of its own, or its own policies on the
 * stack's.
 */
export async function executionFindings(world: World, project: Project): Promise<string[]> {
  const found: string[] = [];
  for (const lob of project.stacks.filter(isChild)) {
    const execution = ownExecution(project, lob);
    const [home] = world.all(domain).filter(({ stack }) => stack === lob.name);
    const own = world.list(role, lob.config.account).find(({ state }) => state.arn === execution?.roleArn);
    if (execution === undefined || home === undefined || own === undefined) {
      continue;
    }
    const { subnetIds, defaultUserSettings } = home.state;
    const network = { subnetIds, securityGroupIds: defaultUserSettings.securityGroups };
    const ids = { domainId: home.id, network, endpointIds: endpointIdsOf(world, hubOf(project, lob)?.name ?? "") };
    const { lacks, excess } = await judgeExecutionRole(
      execution,
      ids,
      JSON.parse(own.state.assumeRolePolicy),
      (calls) => Promise.all(calls.map((call) => policiesAllow(world, own, call))),
    );
    found.push(
      ...[...lacks, ...excess].map((sentence) => `execution role of ${lob.name}: ${execution.roleArn} ${sentence}`),
    );
  }
  return found;
}
