import { XMLBuilder } from "fast-xml-parser";
import { AwsError } from "../core/aws-error";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import { sessionArn } from "../core/sessions";
import type { Resource, World } from "../core/world";
import { judge } from "./authorize";
import { notAuthorized } from "./denial";
import { type Role, role } from "./kinds";
import { policiesAllow } from "./role-permissions";

const namespace = "https://iam.amazonaws.com/doc/2010-05-08/";

const xml = new XMLBuilder({ ignoreAttributes: false });

function xmlAnswer(status: number, content: Record<string, unknown>): HttpAnswer {
  return { status, headers: { "content-type": "text/xml" }, body: xml.build(content) };
}

/** The values of a list in a query, such as `ActionNames.member.1`. */
function listed(form: URLSearchParams, name: string): string[] {
  return [...form].filter(([key]) => new RegExp(`^${name}\\.member\\.\\d+$`).test(key)).map(([, value]) => value);
}

/** Condition keys of a simulation, each with one value. */
function contextOf(form: URLSearchParams): Record<string, string> {
  const names = [...form].flatMap(([key, value]) => {
    const [, number] = /^ContextEntries\.member\.(\d+)\.ContextKeyName$/.exec(key) ?? [];
    return number === undefined ? [] : [[value, number] as const];
  });
  return Object.fromEntries(
    names.map(([name, number]) => [name, form.get(`ContextEntries.member.${number}.ContextKeyValues.member.1`) ?? ""]),
  );
}

/** IAM, as far as a role is looked at: GetRole and SimulatePrincipalPolicy. It changes nothing. */
export class Iam implements Service {
  constructor(private readonly world: World) {}

  serves(host: string): boolean {
    return /^iam\.(us-east-1\.)?amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const form = new URLSearchParams(Buffer.from(request.body).toString("utf8"));
    const operation = form.get("Action") ?? "";
    const answers: Readonly<Record<string, () => Promise<object>>> = {
      GetRole: async () => this.getRole(await this.roleFor(operation, arrival, "name", form.get("RoleName") ?? "")),
      SimulatePrincipalPolicy: async () =>
        this.simulate(form, await this.roleFor(operation, arrival, "arn", form.get("PolicySourceArn") ?? "")),
    };
    const answer = answers[operation];
    if (answer === undefined) {
      throw NotKnown.operation("IAM", operation);
    }
    return xmlAnswer(200, {
      [`${operation}Response`]: { "@_xmlns": namespace, [`${operation}Result`]: await answer() },
    });
  }

  answerError(error: AwsError, requestId: string): HttpAnswer {
    return xmlAnswer(error.status, {
      ErrorResponse: {
        "@_xmlns": namespace,
        Error: { Type: "Sender", Code: error.code, Message: error.message },
        RequestId: requestId,
      },
    });
  }

  private async roleFor(
    operation: string,
    arrival: Arrival,
    by: "arn" | "name",
    value: string,
  ): Promise<Resource<Role>> {
    const { session, region } = signedBy(arrival);
    const { account } = session.role;
    const found = this.world.list(role, account).find(({ state }) => state[by] === value);
    const action = `iam:${operation}`;
    const arn = found?.state.arn ?? (by === "arn" ? value : `arn:aws:iam::${account}:role/${value}`);
    const { allowed } = await judge(this.world, {
      ...{ session, via: arrival.via, action },
      resource: { arn, account, region },
    });
    if (!allowed) {
      throw new AwsError("AccessDenied", notAuthorized(sessionArn(session), action, { resource: arn }), 403);
    }
    if (found === undefined) {
      throw new AwsError("NoSuchEntity", `The role with name ${arn.split("/").at(-1)} cannot be found.`, 404);
    }
    return found;
  }

  /** Source: IAM API, GetRole: the trust policy is URL-encoded. */
  private getRole({ state }: Resource<Role>): object {
    return {
      Role: {
        Path: state.path,
        RoleName: state.name,
        RoleId: state.uniqueId,
        Arn: state.arn,
        AssumeRolePolicyDocument: encodeURIComponent(state.assumeRolePolicy),
        MaxSessionDuration: state.maxSessionDuration,
      },
    };
  }

  /** Source: IAM API, SimulatePrincipalPolicy. */
  private async simulate(form: URLSearchParams, asked: Resource<Role>): Promise<object> {
    const context = contextOf(form);
    const [resource = "*"] = listed(form, "ResourceArns");
    const members: object[] = [];
    for (const action of listed(form, "ActionNames")) {
      const allowed = await policiesAllow(this.world, asked, { action, resource, context });
      members.push({
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: allowed ? "allowed" : "implicitDeny",
      });
    }
    return { IsTruncated: false, EvaluationResults: { member: members } };
  }
}
