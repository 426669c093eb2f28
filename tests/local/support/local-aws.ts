import type { Clock } from "../../../local/aws/core/clock";
import type { Run } from "../../../local/aws/core/run";
import type { Place, Resource } from "../../../local/aws/core/world";
import { type Role, role } from "../../../local/aws/iam/kinds";
import { LocalAws } from "../../../local/aws/local-aws";
import type { Readings } from "../../../local/aws/readings";

export const region = "eu-west-1";
export const parentAccount = "222222222222";
export const childAccount = "333333333333";

/** A local AWS of its own for every test of a suite, with an account of a parent and one of a child. */
export function eachTestOnItsOwnAws(clock?: Clock, readings?: Readings): () => LocalAws {
  let aws: LocalAws | undefined;
  beforeEach(async () => {
    aws = await LocalAws.start(clock, readings);
    aws.world.openAccount({ id: parentAccount });
    aws.world.openAccount({ id: childAccount });
  });
  afterEach(async () => {
    await aws?.close();
    aws = undefined;
  });
  return () => {
    if (aws === undefined) {
      throw new Error("the local AWS runs only during tests");
    }
    return aws;
  };
}

/** What a stack asks for. */
export interface Wanted extends Partial<Place> {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Name in the program; two resources of one type need two. */
  readonly as?: string;
}

/** Asks for a resource as a stack of the parent's account does, unless told otherwise. */
export function put(aws: LocalAws, wanted: Wanted, run?: Run): Promise<Resource<object>> {
  const { type, inputs, as: name = String(inputs.name), account = parentAccount } = wanted;
  const urn = `urn:pulumi:stack::project::${type}::${account}-${name}`;
  return aws.put({ urn, type, name, stack: "stack", account, region: wanted.region ?? region, inputs }, run);
}

/** The text of a policy with one or more statements. */
export function policyText(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A statement that lets somebody assume the role whose trust policy it is in. */
export function trusting(principal: object | string, condition?: object): object {
  return {
    Sid: "Callers",
    Effect: "Allow",
    Principal: principal,
    Action: "sts:AssumeRole",
    ...(condition !== undefined && { Condition: condition }),
  };
}

export const lambdaTrust = policyText(trusting({ Service: "lambda.amazonaws.com" }));

/** Creates a role with a trust policy's text. */
export async function putRole(
  aws: LocalAws,
  account: string,
  name: string,
  assumeRolePolicy = lambdaTrust,
  further: Readonly<Record<string, unknown>> = {},
): Promise<Resource<Role>> {
  await put(aws, { type: "aws:iam/role:Role", account, inputs: { name, assumeRolePolicy, ...further } });
  const made = aws.world.list(role, account).find(({ state }) => state.name === name);
  if (made === undefined) {
    throw new Error(`there is no role ${name}`);
  }
  return made;
}

/** Gives a role an inline policy of its own. */
export async function allow(aws: LocalAws, { account, state }: Resource<Role>, statement: object): Promise<void> {
  const name = `Policy${aws.world.ofStack("stack").length}`;
  await put(aws, {
    type: "aws:iam/rolePolicy:RolePolicy",
    account,
    inputs: { name, role: state.name, policy: policyText({ Sid: "Given", Effect: "Allow", ...statement }) },
  });
}
