import { session, stsError } from "./aws-answers";
import { withoutWaits } from "./clients";
import { setEnvironment } from "./environment";
import { ScriptedServer, type SeenRequest, silence } from "./scripted-server";

type Row = Readonly<Record<string, { readonly S: string } | { readonly N: string }>>;

/** A Studio domain, as ListDomains lists it. */
export interface Domain {
  readonly DomainId: string;
  readonly DomainName: string;
  readonly Status: string;
}

/** One call as AWS saw it. */
export interface Call {
  /** The action and what it was for, such as `GetItem users user-lob-a`. */
  readonly what: string;
  /** The access key that signed it. */
  readonly as: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Account of LOB A. */
export const accountA = "333333333333";

/** Account of LOB B. */
export const accountB = "444444444444";

function inService(lob: string): Domain {
  return { DomainId: `d-${lob}`, DomainName: lob, Status: "InService" };
}

/** An error of DynamoDB or SageMaker, in their protocol. */
export function jsonError(status: number, code: string, message: string): Response {
  return Response.json({ __type: code, message }, { status });
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/**
 * DynamoDB, STS and SageMaker with the directory of two LOBs, and a function that is pointed at them. Sessions' keys are
 * `ASIA.<account>.<session name>.<number>`, so that every call tells whose session made it.
 */
export class StudioAws {
  readonly users = new Map<string, Row>([
    ["user-lob-a", { userId: { S: "user-lob-a" }, lob: { S: "lob-a" }, profileName: { S: "profile-a" } }],
    ["user-lob-b", { userId: { S: "user-lob-b" }, lob: { S: "lob-b" }, profileName: { S: "profile-b" } }],
  ]);
  readonly lobs = new Map<string, Row>([
    ["lob-a", { lob: { S: "lob-a" }, accountId: { S: accountA }, region: { S: "eu-west-1" } }],
    ["lob-b", { lob: { S: "lob-b" }, accountId: { S: accountB }, region: { S: "eu-west-1" } }],
  ]);
  readonly domains = new Map<string, readonly Domain[]>([
    [accountA, [inService("lob-a")]],
    [accountB, [inService("lob-b")]],
  ]);
  /** `<domain>/<profile>` of every profile. */
  readonly profiles = new Set(["d-lob-a/profile-a", "d-lob-b/profile-b"]);
  readonly calls: Call[] = [];
  /** Domains on a page of ListDomains. */
  pageSize = 100;
  /** Answers a call in AWS's place, where it gives an answer. */
  interfere: (what: string, request: SeenRequest) => Response | Promise<Response> | undefined = () => undefined;

  private constructor(
    private readonly server: ScriptedServer,
    private readonly restore: () => void,
  ) {}

  static async start(environment: Readonly<Record<string, string | undefined>> = {}): Promise<StudioAws> {
    const server = await ScriptedServer.start(silence);
    const restoreWaits = withoutWaits();
    const restoreEnvironment = setEnvironment({
      // A profile of the developer's would be preferred to Lambda's variables.
      AWS_PROFILE: undefined,
      AWS_ACCESS_KEY_ID: "ASIALAMBDA",
      AWS_SECRET_ACCESS_KEY: "lambda-secret",
      AWS_SESSION_TOKEN: "lambda-token",
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL: server.url,
      USERS_TABLE: "users",
      LOBS_TABLE: "lobs",
      ROLE_NAME: "PresignedURLGenerator",
      EXPIRES_IN_SECONDS: "60",
      SESSION_SECONDS: "43200",
      ...environment,
    });
    const studio = new StudioAws(server, () => {
      restoreEnvironment();
      restoreWaits();
    });
    server.follow((request) => studio.answer(request));
    return studio;
  }

  /** What was called, and forgets it. */
  called(): string[] {
    return this.calls.splice(0).map(({ what }) => what);
  }

  async close(): Promise<void> {
    this.restore();
    await this.server.close();
  }

  private answer(request: SeenRequest): Response | Promise<Response> {
    const call = callOf(request);
    this.calls.push(call);
    return this.interfere(call.what, request) ?? this.aws(call);
  }

  private aws({ what, as, input }: Call): Response {
    const [action, table] = what.split(" ");
    const account = as.split(".")[1] ?? "";
    if (action === "GetItem") {
      const item = (table === "users" ? this.users : this.lobs).get(what.split(" ").slice(2).join(" "));
      return Response.json(item === undefined ? {} : { Item: item });
    }
    if (action === "AssumeRole") {
      const role = /^arn:aws:iam::(\d{12}):role\/PresignedURLGenerator$/.exec(text(input.RoleArn));
      return role === null
        ? stsError(403, "AccessDenied", "not authorized to perform: sts:AssumeRole")
        : session(`.${role[1]}.${text(input.RoleSessionName)}.${this.calls.length}`, 3600);
    }
    if (action === "ListDomains") {
      const from = Number(input.NextToken ?? 0);
      const all = this.domains.get(account) ?? [];
      const next = from + this.pageSize;
      return Response.json({
        Domains: all.slice(from, next),
        ...(next < all.length && { NextToken: String(next) }),
      });
    }
    const profile = `${input.DomainId}/${input.UserProfileName}`;
    const exists = this.domains.get(account)?.some(({ DomainId }) => DomainId === input.DomainId);
    return exists && this.profiles.has(profile)
      ? Response.json({ AuthorizedUrl: urlOf(text(input.DomainId), text(input.UserProfileName)) })
      : jsonError(400, "ResourceNotFound", `${profile} does not exist`);
  }
}

/** The URL that opens a domain as a profile. */
export function urlOf(domainId: string, profile: string): string {
  return `https://${domainId}.studio.eu-west-1.sagemaker.aws/auth?token=secret-of-${profile}`;
}

function callOf({ headers, body }: SeenRequest): Call {
  const [, as, region] = /Credential=([^/]+)\/\d{8}\/([^/]+)\//.exec(headers.get("authorization") ?? "") ?? [];
  const signer = { as: as ?? "nobody", region: region ?? "nowhere" };
  const target = headers.get("x-amz-target")?.split(".")[1];
  if (target === undefined) {
    const input = Object.fromEntries(new URLSearchParams(body.toString()));
    return { ...signer, what: `AssumeRole ${input.RoleArn} ${input.RoleSessionName}`, input };
  }
  const input = JSON.parse(body.toString());
  const subject = {
    GetItem: () => `${input.TableName} ${Object.values<{ S: string }>(input.Key)[0]?.S}`,
    ListDomains: () => signer.as.split(".").slice(1, 3).join(" "),
    CreatePresignedDomainUrl: () => `${input.DomainId} ${input.UserProfileName}`,
  }[target];
  return { ...signer, what: `${target} ${subject?.()}`, input };
}
