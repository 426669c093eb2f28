import { XMLBuilder } from "fast-xml-parser";
import { AwsError } from "../core/aws-error";
import { brokenBy, type Constraints, complaints, refuseBroken } from "../core/constraints";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy, type Via } from "../core/service";
import { type Session, type Sessions, sessionArn } from "../core/sessions";
import type { Resource, World } from "../core/world";
import { judge, judgeAtEndpoint, type Verdict } from "../iam/authorize";
import { notAuthorized } from "../iam/denial";
import { type Role, role } from "../iam/kinds";
import { trustPolicy } from "../iam/trust-policy";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** Shortest session, in seconds. Source: STS API, AssumeRole, `DurationSeconds`. */
const shortestSession = 900;

/** Longest session of a role that another role's session assumes, in seconds. */
const chainedSessionLimit = 3600;

const xml = new XMLBuilder({ ignoreAttributes: false });

function xmlAnswer(status: number, content: Record<string, unknown>): HttpAnswer {
  return { status, headers: { "content-type": "text/xml" }, body: xml.build(content) };
}

/** Source: STS API reference, AssumeRole. */
const constraints: Readonly<Record<string, Constraints>> = {
  RoleArn: {
    pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
    shortest: 20,
    longest: 2048,
  },
  RoleSessionName: { pattern: "[\\w+=,.@-]*", shortest: 2, longest: 64 },
  ExternalId: { pattern: "[\\w+=,.@:\\/-]*", shortest: 2, longest: 1224 },
  SourceIdentity: { pattern: "[\\w+=,.@-]*", shortest: 2, longest: 64 },
};

/** Longest session that can be asked for, in seconds. */
const longestSession = 43_200;

const required = ["RoleArn", "RoleSessionName"];

function brokenDuration(seconds: number): string[] {
  return [
    ...(!(seconds >= shortestSession) ? [`have value greater than or equal to ${shortestSession}`] : []),
    ...(seconds > longestSession ? [`have value less than or equal to ${longestSession}`] : []),
  ];
}

function demandsOn(name: string, value: string | null): string[] {
  if (value === null) {
    return required.includes(name) ? ["not be null"] : [];
  }
  const limits = constraints[name];
  return limits === undefined ? brokenDuration(Number(value)) : brokenBy(value, limits);
}

/** Refuses what breaks constraints, with STS's names for members. */
function checkConstraints(form: URLSearchParams): void {
  const members = [...Object.keys(constraints), "DurationSeconds"];
  refuseBroken(
    members.flatMap((name) => {
      const value = form.get(name);
      const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return complaints(member, value ?? undefined, demandsOn(name, value));
    }),
  );
}

/** Who calls STS, where, and which way. */
interface StsCaller {
  readonly session: Session;
  readonly region: string;
  readonly via: Via | undefined;
}

/** What AssumeRole was asked for. */
interface AssumeRoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
  readonly seconds: number;
}

const assumeAction = "sts:AssumeRole";

function readRequest(form: URLSearchParams): AssumeRoleRequest {
  checkConstraints(form);
  return {
    roleArn: form.get("RoleArn") ?? "",
    sessionName: form.get("RoleSessionName") ?? "",
    externalId: form.get("ExternalId") ?? undefined,
    sourceIdentity: form.get("SourceIdentity") ?? undefined,
    seconds: Number(form.get("DurationSeconds") ?? 3600),
  };
}

function checkDuration(seconds: number, { maxSessionDuration }: Role): void {
  if (seconds > chainedSessionLimit) {
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (seconds > maxSessionDuration) {
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
}

/** Security Token Service: AssumeRole and GetCallerIdentity, decided by identity and trust policies. */
export class Sts implements Service {
  constructor(
    private readonly world: World,
    private readonly sessions: Sessions,
  ) {}

  serves(host: string): boolean {
    return /^sts\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const caller = { ...signedBy(arrival), via: arrival.via };
    const { session } = caller;
    const form = new URLSearchParams(Buffer.from(request.body).toString("utf8"));
    const action = form.get("Action");
    if (action === "AssumeRole") {
      return this.assumeRole(form, caller);
    }
    if (action === "GetCallerIdentity") {
      await this.permitIdentity(caller);
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
    throw NotKnown.operation("STS", action ?? "");
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

  /** Needs no permission of the caller; an endpoint's policy can stand in the way all the same. */
  private async permitIdentity({ session, region, via }: StsCaller): Promise<void> {
    if (via === undefined) {
      return;
    }
    const action = "sts:GetCallerIdentity";
    const verdict = await judgeAtEndpoint(this.world, { session, via, action, region });
    if (!verdict.allowed) {
      const { reason } = verdict;
      throw new AwsError("AccessDenied", notAuthorized(sessionArn(session), action, { reason }), 403);
    }
  }

  private async assumeRole(form: URLSearchParams, caller: StsCaller): Promise<HttpAnswer> {
    const request = readRequest(form);
    const target = await this.permittedRole(request, caller);
    checkDuration(request.seconds, target.state);
    const { sessionName } = request;
    const sourceIdentity = request.sourceIdentity ?? caller.session.sourceIdentity;
    const session = this.sessions.open(target, sessionName, request.seconds, { sourceIdentity });
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
          ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
        },
      },
    });
  }

  private async permittedRole(request: AssumeRoleRequest, caller: StsCaller): Promise<Resource<Role>> {
    const { roleArn } = request;
    const account = roleArn.split(":")[4] ?? "";
    const target = this.world.list(role, account).find(({ state }) => state.arn === roleArn);
    const sourceIdentity = request.sourceIdentity ?? caller.session.sourceIdentity;
    // A session with a source identity takes a permission of its own, on both sides.
    const actions = sourceIdentity === undefined ? [assumeAction] : [assumeAction, "sts:SetSourceIdentity"];
    for (const action of actions) {
      const verdict = target && (await this.judge(target, action, request, caller, sourceIdentity));
      if (verdict?.allowed !== true) {
        // AWS answers the same for a role that doesn't exist, and doesn't say which of the two accounts refused.
        const reason = verdict?.by === "VPC endpoint" ? verdict.reason : undefined;
        const message = notAuthorized(sessionArn(caller.session), action, { resource: roleArn, reason });
        throw new AwsError("AccessDenied", message, 403);
      }
    }
    if (target === undefined) {
      throw new Error(`there is no role ${roleArn}`);
    }
    return target;
  }

  private judge(
    target: Resource<Role>,
    action: string,
    request: AssumeRoleRequest,
    { session, region, via }: StsCaller,
    sourceIdentity: string | undefined,
  ): Promise<Verdict> {
    const { sessionName, externalId } = request;
    return judge(this.world, {
      session,
      via,
      action,
      resource: { arn: target.state.arn, account: target.account, region },
      context: {
        ...(action === assumeAction && { "sts:RoleSessionName": sessionName }),
        ...(action === assumeAction && externalId !== undefined && { "sts:ExternalId": externalId }),
        ...(sourceIdentity !== undefined && { "sts:SourceIdentity": sourceIdentity }),
      },
      resourcePolicy: trustPolicy(this.world, target),
    });
  }
}
