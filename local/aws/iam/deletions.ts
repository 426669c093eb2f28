import { logGroup, logMetricFilter } from "../cloudwatch/kinds";
import { deletion } from "../core/deletion";
import { lambdaFunction, permission } from "../lambda/kinds";
import { refuse } from "../refusals";
import { policy, role, rolePolicy, rolePolicyAttachment } from "./kinds";

/** Roles and policies, and what runs under them. */
export const identityDeletions = [
  deletion(role, {
    check(world, { account, state: { name } }) {
      if (world.list(rolePolicyAttachment, account).some(({ state }) => state.role === name)) {
        refuse("R92", "Cannot delete entity, must detach all policies first.");
      }
      if (world.list(rolePolicy, account).some(({ state }) => state.role === name)) {
        refuse("R92", "Cannot delete entity, must delete policies first.");
      }
    },
  }),
  deletion(policy, {
    check(world, { account, state: { arn } }) {
      if (world.list(rolePolicyAttachment, account).some(({ state }) => state.policyArn === arn)) {
        refuse("R92", "Cannot delete a policy attached to entities.");
      }
    },
  }),
  deletion(lambdaFunction, {
    takes: (world, { account, region, state: { name } }) =>
      world
        .list(permission, account)
        .filter((statement) => statement.region === region && statement.state.functionName === name),
  }),
  deletion(logGroup, {
    takes: (world, { account, region, state: { name } }) =>
      world
        .list(logMetricFilter, account)
        .filter((filter) => filter.region === region && filter.state.logGroupName === name),
  }),
];
