import { role } from "../../../local/aws/iam/kinds";
import { lambdaFunction } from "../../../local/aws/lambda/kinds";
import { internet, type Origin } from "../../../local/aws/network/origin";
import type { Estate } from "../../../local/estate/estate";
import { operatorOf } from "../../../local/estate/operator";
import type { Stack } from "../../../stacks/project/stack";
import type { Surroundings } from "./script";

/**
 * What the code of a stack's function has: a session of its role, and AWS as its place in the network finds it.
 *
 * @param name how the function's name begins.
 * @param from another place in the network.
 */
export async function insideFunction(
  { aws }: Estate,
  stack: Stack,
  name: string,
  from?: Origin,
): Promise<Surroundings> {
  const { account, region } = stack.config;
  const found = aws.world
    .list(lambdaFunction, account)
    .find((candidate) => candidate.stack === stack.name && candidate.state.name.startsWith(name));
  const runner = aws.world.list(role, account).find(({ state }) => state.arn === found?.state.role);
  if (found === undefined || runner === undefined) {
    throw new Error(`stack ${stack.name} has no function ${name}`);
  }
  const { vpcId, subnetIds = [], securityGroupIds = [] } = found.state.vpcConfig ?? {};
  const own: Origin =
    vpcId === undefined ? internet : { kind: "vpc", account, region, vpcId, subnetIds, securityGroupIds };
  return {
    keys: aws.sessions.open(runner, found.state.name, 3600, { functionArn: found.state.arn }),
    region,
    endpoint: await aws.addressOf(from ?? own, region),
  };
}

/** What an administrator of a stack's account has at home. */
export async function asAdministrator({ aws }: Estate, { config }: Stack): Promise<Surroundings> {
  const { credentials, endpoint } = await operatorOf(aws, config);
  return { keys: credentials, region: config.region, endpoint };
}
