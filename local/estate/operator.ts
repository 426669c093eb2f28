import { internet, type LocalAws, type Place, type Resource, type Role, role, type Session } from "../aws";

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

/** Makes a role of an account that may do everything, as people of its own could. */
export async function administratorRole(
  aws: LocalAws,
  { account, region }: Place,
  name = roleName,
  path?: string,
): Promise<Resource<Role>> {
  const make = (type: string, inputs: Readonly<Record<string, unknown>>) => {
    const urn = `urn:pulumi:${stack}::${account}::${type}::${name}`;
    return aws.put({ urn, type, name, stack, account, region, inputs });
  };
  await make("aws:iam/role:Role", {
    name,
    ...(path !== undefined && { path }),
    assumeRolePolicy: JSON.stringify(trustPolicy),
  });
  await make("aws:iam/rolePolicy:RolePolicy", { name, role: name, policy: JSON.stringify(policy) });
  const made = aws.world.list(role, account).find(({ state }) => state.name === name);
  if (made === undefined) {
    throw new Error(`account ${account} has no role ${name}`);
  }
  return made;
}

/** Credentials of an administrator of an account, as `pulumi up` has them, and where AWS is found from outside. */
export async function operatorOf(aws: LocalAws, place: Place): Promise<{ credentials: Session; endpoint: string }> {
  const made = await administratorRole(aws, place);
  return {
    credentials: aws.sessions.open(made, "operator", 3600),
    endpoint: await aws.addressOf(internet, place.region),
  };
}
