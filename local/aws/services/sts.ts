import { XMLBuilder } from "fast-xml-parser";
import { AwsError } from "../aws-error";
import { authorize } from "../iam/authorize";
import { type Role, role } from "../resource-types/iam";
import type { HttpAnswer, Service } from "../service";
import { type Session, type Sessions, sessionArn } from "../sessions";
import type { Caller, SignedRequest } from "../sigv4";
import type { Resource, World } from "../world";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** Shortest session, in seconds. Source: STS API, AssumeRole, `DurationSeconds`. */
const shortestSession = 900;

/** Longest session of a role that another role's session assumes, in seconds. */
const chainedSessionLimit = 3600;

const xml = new XMLBuilder({ ignoreAttributes: false });

function xmlAnswer(status: number, content: Record<string, unknown>): HttpAnswer {
  return { status, headers: { "content-type": "text/xml" }, body: xml.build(content) };
}

function parameter(form: URLSearchParams, name: string, pattern: RegExp): string {
  const value = form.get(name) ?? "";
  if (!pattern.test(value)) {
    throw new AwsError(
      "ValidationError",
      `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint`,
    );
  }
  return value;
}

/** Security Token Service: AssumeRole and GetCallerIdentity, decided by identity and trust policies. */
export class Sts implements Service {
  readonly signingName = "sts";

  constructor(
    private readonly world: World,
    private readonly sessions: Sessions,
  ) {}

  async answer(request: SignedRequest, { session, region }: Caller): Promise<HttpAnswer> {
    const form = new URLSearchParams(Buffer.from(request.body).toString("utf8"));
    const action = form.get("Action");
    if (action === "AssumeRole") {
      return this.assumeRole(form, session, region);
    }
    if (action === "GetCallerIdentity") {
      return xmlAnswer(200, {
        GetCallerIdentityResponse: {
          "@_xmlns": namespace,
          GetCallerIdentityResult: {
            Arn: sessionArn(session),
            UserId: `${session.role.state.uniqueId}:${session.name}`,
            Account: session.role.account,
          },
        },
      });
    }
    throw new Error(`the local AWS doesn't know the STS operation ${action}`);
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

  private async assumeRole(form: URLSearchParams, caller: Session, region: string): Promise<HttpAnswer> {
    const roleArn = parameter(form, "RoleArn", /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/);
    const sessionName = parameter(form, "RoleSessionName", /^[\w+=,.@-]{2,64}$/);
    const externalId = form.has("ExternalId") ? parameter(form, "ExternalId", /^[\w+=,.@:/-]{2,1224}$/) : undefined;
    const seconds = Number(
      parameter(
        form.has("DurationSeconds") ? form : new URLSearchParams({ DurationSeconds: "3600" }),
        "DurationSeconds",
        /^\d{3,5}$/,
      ),
    );

    if (seconds < shortestSession) {
      throw new AwsError(
        "ValidationError",
        `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to ${shortestSession}`,
      );
    }

    const target = await this.permittedRole(roleArn, caller, { sessionName, externalId, region });
    if (seconds > chainedSessionLimit) {
      throw new AwsError(
        "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
      );
    }
    if (seconds > target.state.maxSessionDuration) {
      throw new AwsError(
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
      );
    }
    const session = this.sessions.open(target, sessionName, seconds);
    return xmlAnswer(200, {
      AssumeRoleResponse: {
        "@_xmlns": namespace,
        AssumeRoleResult: {
          Credentials: {
            AccessKeyId: session.accessKeyId,
            SecretAccessKey: session.secretAccessKey,
            SessionToken: session.sessionToken,
            Expiration: session.expiration.toISOString(),
          },
          AssumedRoleUser: { Arn: sessionArn(session), AssumedRoleId: `${target.state.uniqueId}:${sessionName}` },
        },
      },
    });
  }

  private async permittedRole(
    roleArn: string,
    session: Session,
    request: { sessionName: string; externalId: string | undefined; region: string },
  ): Promise<Resource<Role>> {
    const account = roleArn.split(":")[4] ?? "";
    const target = this.world.list(role, account).find(({ state }) => state.arn === roleArn);
    const allowed =
      target !== undefined &&
      (await authorize(this.world, {
        session,
        action: "sts:AssumeRole",
        resource: { arn: roleArn, account, region: request.region },
        context: {
          "sts:RoleSessionName": request.sessionName,
          ...(request.externalId !== undefined && { "sts:ExternalId": request.externalId }),
        },
        resourcePolicy: {
          name: `the trust policy of ${target.state.name}`,
          document: JSON.parse(target.state.assumeRolePolicy),
        },
      }));
    if (!allowed) {
      // AWS answers the same for a role that doesn't exist.
      throw new AwsError(
        "AccessDenied",
        `User: ${sessionArn(session)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
        403,
      );
    }
    return target;
  }
}
