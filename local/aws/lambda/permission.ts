import * as v from "valibot";
import { forcesNew, physicalName } from "../core/resource-marks";
import { inventId, resourceType } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import { lambdaFunction, type Permission, permission } from "./kinds";

/** A function is named by its name or its ARN. */
function functionName(nameOrArn: string, { account, region }: Place): string {
  const prefix = `arn:aws:lambda:${region}:${account}:function:`;
  return nameOrArn.startsWith(prefix) ? nameOrArn.slice(prefix.length) : nameOrArn;
}

/** The permissions that a function's policy holds. */
export function permissionsOf(world: World, { account, region }: Place, name: string): Permission[] {
  return world
    .list(permission, account)
    .filter((resource) => resource.region === region && resource.state.functionName === name)
    .map(({ state }) => state);
}

export const permissionType = resourceType(
  permission,
  {
    action: forcesNew(v.literal("lambda:InvokeFunction")),
    function: forcesNew(v.string()),
    principal: forcesNew(v.string()),
    sourceArn: forcesNew(v.optional(v.string())),
    sourceAccount: forcesNew(v.optional(v.string())),
    statementId: forcesNew(physicalName(v.optional(v.string()))),
  },
  (inputs, place, world, previous) => {
    const name = functionName(inputs.function, place);
    const functions = world.list(lambdaFunction, place.account).filter(({ region }) => region === place.region);
    if (!functions.some(({ state }) => state.name === name)) {
      refuse("R87", `Function not found: arn:aws:lambda:${place.region}:${place.account}:function:${name}`);
    }
    const statementId = inputs.statementId ?? previous?.id ?? inventId("terraform-");
    const isTaken = permissionsOf(world, place, name).some((other) => other.statementId === statementId);
    if (isTaken && previous?.state.statementId !== statementId) {
      refuse(
        "R83",
        `The statement id (${statementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    return { id: statementId, state: { ...inputs, functionName: name, statementId } };
  },
  { bookkeeping: ["functionName"] },
);
