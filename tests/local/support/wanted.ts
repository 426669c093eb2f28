import { lambdaTrust, parentAccount, policyText, trusting, type Wanted } from "./local-aws";

type Inputs = Readonly<Record<string, unknown>>;
type Where = Pick<Wanted, "account" | "region" | "as">;

export function role(name: string, inputs: Inputs = {}, where: Where = {}): Wanted {
  return { type: "aws:iam/role:Role", inputs: { name, assumeRolePolicy: lambdaTrust, ...inputs }, ...where };
}

export function managedPolicy(name: string, policy: string): Wanted {
  return { type: "aws:iam/policy:Policy", inputs: { name, policy } };
}

export function inlinePolicy(name: string, roleName: string, policy: string): Wanted {
  return { type: "aws:iam/rolePolicy:RolePolicy", inputs: { name, role: roleName, policy } };
}

export function attachment(roleName: string, policyArn: string): Wanted {
  return {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    as: "attachment",
    inputs: { role: roleName, policyArn },
  };
}

export function logGroup(name: string, retentionInDays = 30): Wanted {
  return { type: "aws:cloudwatch/logGroup:LogGroup", inputs: { name, retentionInDays } };
}

export function metricFilter(name: string, logGroupName: string): Wanted {
  const metricTransformation = { name: "Refused", namespace: "Test", value: "1", unit: "Count", dimensions: {} };
  return {
    type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    inputs: { name, logGroupName, pattern: "", metricTransformation },
  };
}

/** A function that runs under the role `runner` of its account and answers with its event. */
export function lambda(name: string, inputs: Inputs = {}, where: Where = {}): Wanted {
  return {
    type: "aws:lambda/function:Function",
    ...where,
    inputs: {
      name,
      description: "A function of a test",
      role: `arn:aws:iam::${where.account ?? parentAccount}:role/runner`,
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      packageType: "Zip",
      handler: "index.handler",
      code: { files: { "index.mjs": "export const handler = (event) => event;" } },
      memorySize: 128,
      timeout: 3,
      environment: { variables: {} },
      loggingConfig: { logFormat: "Text", logGroup: `/aws/lambda/${name}` },
      ...inputs,
    },
  };
}

/** Lengthens a statement's Sid until the policy's text has this many characters. */
function padded(length: number, statement: object): string {
  const spare = length - policyText({ ...statement, Sid: "" }).length;
  return policyText({ ...statement, Sid: "x".repeat(spare) });
}

/** A trust policy of exactly this many characters. */
export function trustPolicyOf(length: number): string {
  return padded(length, trusting({ Service: "lambda.amazonaws.com" }));
}

/** A permission policy of exactly this many characters. */
export function policyOf(length: number): string {
  return padded(length, { Effect: "Deny", Action: "*", Resource: "*" });
}
