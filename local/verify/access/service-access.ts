import type { Project } from "../../../stacks/project/stack";
import { type Context, serviceMayAssume, type World } from "../../aws";
import { rolesOf } from "../../estate/own-roles";
import type { Likeness } from "../likeness/likeness";
import { withoutPrefix } from "../names";
import { type Access, inAws } from "./access";

/** Services that run code or work of somebody's under a role, and tell nobody for whom. */
const silent = ["apigateway", "ec2", "ecs-tasks", "events", "glue", "lambda", "scheduler", "states"];

/** Services that tell for which account they work. Source: IAM User Guide, "The confused deputy problem". */
const telling = ["sagemaker", "vpc-flow-logs"];

/** An account that no estate has. */
const anotherAccount = "123456789012";

interface Worker {
  readonly who: string;
  readonly service: string;
  context(account: string, region: string): Context;
}

function source(account: string, region: string): Context {
  return { "aws:SourceAccount": account, "aws:SourceArn": `arn:aws:ec2:${region}:${account}:vpc-flow-log/fl-0` };
}

const workers: readonly Worker[] = [
  ...silent.map((name) => ({ who: `service ${name}`, service: `${name}.amazonaws.com`, context: () => ({}) })),
  ...telling.flatMap((name) => [
    { who: `service ${name} for the same account`, service: `${name}.amazonaws.com`, context: source },
    {
      who: `service ${name} for another account`,
      service: `${name}.amazonaws.com`,
      context: (_: string, region: string) => source(anotherAccount, region),
    },
  ]),
];

/** Which services of AWS may assume which roles, once for all that differ in like LOBs only. */
export async function serviceAccesses(world: World, { stacks }: Project, likeness: Likeness): Promise<Access[]> {
  const accesses: Access[] = [];
  for (const stack of stacks) {
    for (const target of rolesOf(world, stack)) {
      const may = `assume ${withoutPrefix(target.state.name, stack.config)} of ${stack.name}`;
      for (const { who, service, context } of workers.filter((worker) => likeness.isAsked(worker.who, may))) {
        const allowed = await serviceMayAssume(world, target, service, context(target.account, target.region));
        const decidedBy = `the trust policy of ${target.state.name}`;
        accesses.push({ who, may, from: inAws, allowed, decidedBy, isImplied: false });
      }
    }
  }
  return accesses;
}
