import type { Fault } from "../../../local/aws/core/server";
import type { AwsRequest } from "../../../local/aws/core/service";
import type { LocalAws } from "../../../local/aws/local-aws";

/** A call of a function, as it reached AWS. */
export interface SeenCall {
  /** AWS's own word, such as `GetItem`; `keys` for a pool's keys. */
  readonly operation: string;
  /** Name of the session that signed it; empty where nobody did. */
  readonly signer: string;
  /** Whom it is for: the key of a row, the name of the session that is asked for, or the signer's. */
  readonly about: string;
  /** Who acts: what AssumeRole is asked to set, or what the signer's session has. */
  readonly sourceIdentity: string | undefined;
}

/** The key that a GetItem asks for: each table has one text. */
function rowKey(body: string): string {
  return /"Key":\{"\w+":\{"S":"([^"]*)"\}\}/.exec(body)?.[1] ?? "";
}

function operationOf({ url, headers }: AwsRequest, form: URLSearchParams): string {
  if (url.pathname.endsWith("/jwks.json")) {
    return "keys";
  }
  return (
    headers["x-amz-target"]?.split(".")[1] ??
    form.get("Action") ??
    (url.pathname.endsWith("/invocations") ? "InvokeEndpoint" : url.pathname)
  );
}

function readCall(aws: LocalAws, request: AwsRequest): SeenCall {
  const body = Buffer.from(request.body).toString("utf8");
  const form = new URLSearchParams(body);
  const operation = operationOf(request, form);
  const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const session = aws.sessions.find(key);
  const signer = session?.name ?? "";
  switch (operation) {
    case "AssumeRole":
      return {
        operation,
        signer,
        about: form.get("RoleSessionName") ?? "",
        sourceIdentity: form.get("SourceIdentity") ?? undefined,
      };
    case "GetItem":
      return { operation, signer, about: rowKey(body), sourceIdentity: session?.sourceIdentity };
    default:
      return { operation, signer, about: signer, sourceIdentity: session?.sourceIdentity };
  }
}

/** Decides what comes in the place of AWS's answer to a call; undefined lets it through. */
export type Meddle = (call: SeenCall) => Fault | undefined | Promise<Fault | undefined>;

/** Watches the calls of functions on their way to AWS, and lets faults meet them. */
export class SeenCalls {
  private readonly calls: SeenCall[] = [];
  private meddle: Meddle = () => undefined;

  constructor(aws: LocalAws) {
    aws.interfere((host, request) => {
      if (host.includes(".execute-api.")) {
        return undefined;
      }
      const call = readCall(aws, request);
      this.calls.push(call);
      return this.meddle(call);
    });
  }

  /** Does work while faults meet calls, and takes the faults away. */
  async during<T>(meddle: Meddle, work: () => Promise<T>): Promise<T> {
    this.meddle = meddle;
    try {
      return await work();
    } finally {
      this.meddle = () => undefined;
    }
  }

  /** What was called since this was last asked. */
  take(): SeenCall[] {
    return this.calls.splice(0);
  }
}

/** Operations in their order, one after the other. */
export function operations(calls: readonly SeenCall[]): string {
  return calls.map(({ operation }) => operation).join(" ");
}
