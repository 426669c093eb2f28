import * as v from "valibot";
import { deletion } from "../core/deletion";
import { inventId } from "../core/ids";
import { forcesNew, physicalName, setOf } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { subnet } from "../ec2/kinds";
import { type Role, role } from "../iam/kinds";
import { roleMay, serviceMayAssume } from "../iam/role-permissions";
import { requireUsable } from "../kms/use";
import { vpcOfGroup } from "../network/groups";
import { refuse } from "../refusals";
import { lambdaFunction, type Permission, permission, type VpcConfig } from "./kinds";

/** Bytes of a function's environment. Source: Lambda Developer Guide, "Lambda quotas". */
const environmentLimit = 4096;

/** The role of a function, which must exist and trust Lambda. */
async function usableRole(world: World, account: string, roleArn: string): Promise<Resource<Role>> {
  const found = world.list(role, account).find(({ state }) => state.arn === roleArn);
  return found !== undefined && (await serviceMayAssume(world, found, "lambda.amazonaws.com"))
    ? found
    : refuse("R09", "The role defined for the function cannot be assumed by Lambda.");
}

/**
 * Refuses a function in a VPC under a role that can't manage network interfaces, by its policies at this moment.
 *
 * Source: Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
async function checkNetworkInterfaces(world: World, runner: Resource<Role>, { account, region }: Place): Promise<void> {
  const interfaces = `arn:aws:ec2:${region}:${account}:network-interface/eni-0`;
  const needed = [
    ["CreateNetworkInterface", interfaces],
    ["DeleteNetworkInterface", interfaces],
    ["DescribeNetworkInterfaces", "*"],
  ] as const;
  for (const [operation, arn] of needed) {
    if (!(await roleMay(world, runner, `ec2:${operation}`, { arn, account, region }))) {
      refuse("R89", `The provided execution role does not have permissions to call ${operation} on EC2`);
    }
  }
}

/** The VPC of a function; undefined for one that runs outside of any. */
function vpcOf(
  world: World,
  { account, region }: Place,
  { subnetIds, securityGroupIds }: VpcConfig,
): string | undefined {
  const vpcs = subnetIds.map((id) => {
    const found = world.find(subnet, id);
    return found?.account === account && found.region === region
      ? found.state.vpcId
      : refuse("R12", `The subnet ID '${id}' does not exist`);
  });
  const [vpcId] = vpcs;
  if (vpcs.some((other) => other !== vpcId)) {
    refuse("R49", "The subnets of a function must be in the same VPC.");
  }
  const foreign = securityGroupIds.find((id) => vpcOfGroup(world, id) !== vpcId);
  if (foreign !== undefined) {
    refuse("R49", `The security group '${foreign}' does not exist in the VPC of the function's subnets.`);
  }
  return vpcId;
}

const lambdaFunctionType = resourceType(
  lambdaFunction,
  {
    name: forcesNew(physicalName(v.string())),
    description: v.string(),
    role: v.string(),
    runtime: v.picklist(["nodejs22.x", "nodejs24.x"]),
    architectures: v.tuple([v.picklist(["arm64", "x86_64"])]),
    packageType: forcesNew(v.literal("Zip")),
    handler: v.string(),
    code: v.strictObject({ files: v.record(v.string(), v.string()) }),
    memorySize: v.pipe(v.number(), v.minValue(128), v.maxValue(10_240)),
    timeout: v.pipe(v.number(), v.minValue(1), v.maxValue(900)),
    environment: v.strictObject({ variables: v.record(v.string(), v.string()) }),
    kmsKeyArn: v.optional(v.string()),
    loggingConfig: v.strictObject({ logFormat: v.literal("Text"), logGroup: v.string() }),
    vpcConfig: v.optional(v.strictObject({ subnetIds: setOf(v.string()), securityGroupIds: setOf(v.string()) })),
    replaceSecurityGroupsOnDestroy: v.optional(v.boolean()),
    replacementSecurityGroupIds: v.optional(setOf(v.string())),
    tags,
  },
  async (inputs, { account, region }, world, previous) => {
    if (!/^[\w-]{1,64}$/.test(inputs.name)) {
      refuse("R16", `Value '${inputs.name}' at 'functionName' failed to satisfy constraint`);
    }
    const existing = world.here(lambdaFunction, { account, region }).some(({ state }) => state.name === inputs.name);
    if (previous === undefined && existing) {
      refuse("R10", `Function already exist: ${inputs.name}`);
    }
    if (Buffer.byteLength(JSON.stringify(inputs.environment.variables)) > environmentLimit) {
      refuse(
        "R11",
        "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.",
      );
    }
    const vpcConfig = inputs.vpcConfig && {
      ...inputs.vpcConfig,
      vpcId: vpcOf(world, { account, region }, inputs.vpcConfig),
    };
    const runner = await usableRole(world, account, inputs.role);
    if (vpcConfig?.vpcId !== undefined) {
      await checkNetworkInterfaces(world, runner, { account, region });
    }
    await requireUsable(world, { account, region }, "lambda", inputs.kmsKeyArn);
    const arn = `arn:aws:lambda:${region}:${account}:function:${inputs.name}`;
    return { id: inputs.name, state: { ...inputs, vpcConfig, arn } };
  },
);

/** A function is named by its name or its ARN. */
function functionName(nameOrArn: string, { account, region }: Place): string {
  const prefix = `arn:aws:lambda:${region}:${account}:function:`;
  return nameOrArn.startsWith(prefix) ? nameOrArn.slice(prefix.length) : nameOrArn;
}

/** The permissions that a function's policy holds. */
export function permissionsOf(world: World, place: Place, name: string): Permission[] {
  return world
    .here(permission, place)
    .filter(({ state }) => state.functionName === name)
    .map(({ state }) => state);
}

const permissionType = resourceType(
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
    if (!world.here(lambdaFunction, place).some(({ state }) => state.name === name)) {
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

export const lambda: ServiceResources = {
  types: [lambdaFunctionType, permissionType],
  deletions: [
    deletion(lambdaFunction, {
      takes: (world, called) =>
        world.here(permission, called).filter(({ state }) => state.functionName === called.state.name),
    }),
  ],
};
