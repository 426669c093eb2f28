import { XMLBuilder } from "fast-xml-parser";
import { AwsError } from "../core/aws-error";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy, type Via } from "../core/service";
import { type Session, type Sessions, sessionArn } from "../core/sessions";
import type { Resource, World } from "../core/world";
import { judge, judgeAtEndpoint, type Verdict } from "../iam/authorize";
import type { Context } from "../iam/context";
import { notAuthorized } from "../iam/denial";
import { type Role, role } from "../iam/kinds";
import { trustPolicy } from "../iam/trust-policy";
import { type AssumeRoleRequest, readAssumeRole } from "./assume-role";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** Longest session of a role that another role's session assumes, in seconds. */
const chainedSessionLimit = 3600;

const xml = new XMLBuilder({ ignoreAttributes: false });

function xmlAnswer(status: number, content: Record<string, unknown>): HttpAnswer {
  return { status, headers: { "content-type": "text/xml" }, body: xml.build(content) };
}

/** Who calls STS, where, and which way. */
interface StsCaller {
  readonly session: Session;
  readonly region: string;
  readonly via: Via | undefined;
}

const assumeAction = "sts:AssumeRole";
const tagAction = "sts:TagSession";
const sourceIdentityAction = "sts:SetSourceIdentity";

/** The condition keys that an action of AssumeRole has. Source: Service Authorization Reference, "AWS STS". */
function contextOf(
  action: string,
  { sessionName, externalId, tags }: AssumeRoleRequest,
  sourceIdentity: string | undefined,
): Context {
  const keys = Object.keys(tags);
  return {
    ...(action === assumeAction && { "sts:RoleSessionName": sessionName }),
    ...(action === assumeAction && externalId !== undefined && { "sts:ExternalId": externalId }),
    ...(action !== tagAction && sourceIdentity !== undefined && { "sts:SourceIdentity": sourceIdentity }),
    ...(action !== sourceIdentityAction && keys.length > 0 && { "aws:TagKeys": keys }),
    ...(action !== sourceIdentityAction &&
      Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, tags[key] ?? ""]))),
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

  /** Needs no permission of the caller, but an endpoint's policy can still refuse it. */
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
    const request = readAssumeRole(form);
    const target = await this.permittedRole(request, caller);
    checkDuration(request.seconds, target.state);
    const { sessionName } = request;
    const sourceIdentity = request.sourceIdentity ?? caller.session.sourceIdentity;
    const session = this.sessions.open(target, sessionName, request.seconds, {
      sourceIdentity,
      policy: request.policy,
      tags: request.tags,
    });
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
    const { sourceIdentity: given } = caller.session;
    const sourceIdentity = request.sourceIdentity ?? given;
    // Source: IAM User Guide, "Monitor and control actions taken with assumed roles". It doesn't give AWS's message.
    if (given !== undefined && sourceIdentity !== given) {
      const message = notAuthorized(sessionArn(caller.session), sourceIdentityAction, { resource: roleArn });
      throw new AwsError("AccessDenied", message, 403);
    }
    // Tags, and a source identity, take permissions of their own, on both sides.
    const actions = [
      assumeAction,
      ...(Object.keys(request.tags).length === 0 ? [] : [tagAction]),
      ...(sourceIdentity === undefined ? [] : [sourceIdentityAction]),
    ];
    for (const action of actions) {
      const verdict = target && (await this.judge(target, action, request, caller, sourceIdentity));
      if (verdict?.allowed !== true) {
        // AWS answers the same for a role that doesn't exist, and doesn't name which of the two accounts refused.
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
    return judge(this.world, {
      session,
      via,
      action,
      resource: { arn: target.state.arn, account: target.account, region },
      context: contextOf(action, request, sourceIdentity),
      resourcePolicy: trustPolicy(this.world, target),
    });
  }
}
