import type { Clock } from "../../../local/aws/core/clock";
import { role } from "../../../local/aws/iam/kinds";
import { LocalAws } from "../../../local/aws/local-aws";
import { modelAnswer } from "./aws-answers";
import { ScriptedServer } from "./scripted-server";

const parent = "111111111111";
const child = "222222222222";
const region = "eu-west-1";

/** The parent's role that the function assumes. */
export const parentRole = `arn:aws:iam::${parent}:role/Parent`;

function statement(content: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...content }] });
}

/** A parent with an endpoint `iris` and a child whose function may call it, on a local AWS of their own. */
export class TwoAccounts {
  private constructor(
    readonly aws: LocalAws,
    /** The model behind the endpoint. */
    readonly model: ScriptedServer,
    /** The environment that Lambda gives the function's code. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start(clock?: Clock): Promise<TwoAccounts> {
    const aws = await LocalAws.start(clock);
    const model = await ScriptedServer.start(() => modelAnswer('{"species":"setosa"}'));
    for (const id of [parent, child]) {
      aws.world.openAccount({ id });
    }
    await put(aws, child, "Role", "Child", {
      assumeRolePolicy: statement({ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
    });
    await put(aws, parent, "Role", "Parent", {
      assumeRolePolicy: statement({
        Principal: { AWS: `arn:aws:iam::${child}:role/Child` },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "agreed-id" } },
      }),
    });
    await put(aws, child, "RolePolicy", "Assume", {
      role: "Child",
      policy: statement({ Action: "sts:AssumeRole", Resource: parentRole }),
    });
    await put(aws, parent, "RolePolicy", "Invoke", {
      role: "Parent",
      policy: statement({ Action: "sagemaker:InvokeEndpoint", Resource: "*" }),
    });
    aws.world.hostEndpoint({
      account: parent,
      region,
      name: "iris",
      inferenceComponents: [],
      model: new URL(`${model.url}/`),
    });
    return new TwoAccounts(aws, model, environmentOf(aws));
  }

  /** The sessions of the parent's role that were asked for, answered or refused. */
  get assumed(): number {
    return this.aws.world.trail.since(0).filter(({ action }) => action === "sts:AssumeRole").length;
  }

  /** Takes the role's trust away, as the parent could by hand. */
  async distrust(): Promise<void> {
    await put(this.aws, parent, "Role", "Parent", {
      assumeRolePolicy: statement({ Principal: { AWS: `arn:aws:iam::${parent}:root` }, Action: "sts:AssumeRole" }),
    });
  }

  async close(): Promise<void> {
    await this.aws.close();
    await this.model.close();
  }
}

async function put(
  aws: LocalAws,
  account: string,
  kind: "Role" | "RolePolicy",
  name: string,
  inputs: object,
): Promise<void> {
  const type = kind === "Role" ? "aws:iam/role:Role" : "aws:iam/rolePolicy:RolePolicy";
  const urn = `urn:pulumi:test::test::${type}::${name}`;
  await aws.put({ urn, type, name, stack: "test", account, region, inputs: { name, ...inputs } });
}

function environmentOf(aws: LocalAws): Record<string, string> {
  const [executionRole] = aws.world.list(role, child);
  if (executionRole === undefined) {
    throw new Error("the child's role is missing");
  }
  const session = aws.sessions.open(executionRole, "invoke-endpoint-lob-a", 12 * 3600);
  return {
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
    AWS_REGION: region,
    AWS_ENDPOINT_URL: aws.url,
    AWS_LAMBDA_FUNCTION_NAME: "invoke-endpoint-lob-a",
    ROLE_ARN: parentRole,
    EXTERNAL_ID: "agreed-id",
    ENDPOINT_REGION: region,
    DEFAULT_ENDPOINT: "iris",
    POWERTOOLS_LOG_LEVEL: "SILENT",
  };
}
