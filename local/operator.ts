import type { LocalAws } from "./aws/local-aws";
import { internet } from "./aws/network/origin";
import { role } from "./aws/resource-types/iam";
import type { Session } from "./aws/sessions";
import type { Place } from "./aws/world";

/** The stack that roles of people are listed under, which no program made. */
const stack = "administrators";

const roleName = "Administrator";

const trustPolicy = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "People", Effect: "Allow", Principal: { Service: "sso.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};

const policy = {
  Version: "2012-10-17",
  Statement: [{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }],
};

/** Credentials of an administrator of an account, as `pulumi up` has them, and where AWS is found from outside. */
export async function operatorOf(
  aws: LocalAws,
  { account, region }: Place,
): Promise<{ credentials: Session; endpoint: string }> {
  const make = (type: string, inputs: Readonly<Record<string, unknown>>) =>
    aws.put({ urn: `urn:pulumi:${stack}::${account}::${type}`, type, name: roleName, stack, account, region, inputs });
  await make("aws:iam/role:Role", { name: roleName, assumeRolePolicy: JSON.stringify(trustPolicy) });
  await make("aws:iam/rolePolicy:RolePolicy", { name: roleName, role: roleName, policy: JSON.stringify(policy) });
  const made = aws.world.list(role, account).find(({ state }) => state.name === roleName);
  if (made === undefined) {
    throw new Error(`account ${account} has no role ${roleName}`);
  }
  return {
    credentials: aws.sessions.open(made, "operator", 3600),
    endpoint: await aws.addressOf(internet, region),
  };
}
