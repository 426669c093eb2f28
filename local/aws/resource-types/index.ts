import type { ResourceType } from "../resource-type";
import { logGroup, logMetricFilter, metricAlarm } from "./cloudwatch";
import { policy, role, rolePolicy, rolePolicyAttachment } from "./iam";
import { lambdaFunction } from "./lambda";

/** Every type of resource that the local AWS knows. */
export const resourceTypes: readonly ResourceType[] = [
  role,
  policy,
  rolePolicy,
  rolePolicyAttachment,
  lambdaFunction,
  logGroup,
  logMetricFilter,
  metricAlarm,
];
