import { deletion } from "../core/deletion";
import type { ServiceResources } from "../core/resource-type";
import { lambdaFunctionType } from "./function";
import { lambdaFunction, permission } from "./kinds";
import { permissionType } from "./permission";

export const lambda: ServiceResources = {
  types: [lambdaFunctionType, permissionType],
  deletions: [
    deletion(lambdaFunction, {
      takes: (world, { account, region, state: { name } }) =>
        world
          .list(permission, account)
          .filter((statement) => statement.region === region && statement.state.functionName === name),
    }),
  ],
};
