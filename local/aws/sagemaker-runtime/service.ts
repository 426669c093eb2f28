import { AwsError } from "../core/aws-error";
import { brokenBy, type Constraints, complaints, refuseBroken } from "../core/constraints";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import { sessionArn } from "../core/sessions";
import type { Caller } from "../core/sigv4";
import type { HostedEndpoint, World } from "../core/world";
import { judge } from "../iam/authorize";
import { notAuthorized } from "../iam/denial";
import { comparedArn } from "../sagemaker/caller";
import { hostedEndpoint } from "../sagemaker/hosted";

/** Source: SageMaker Runtime API, InvokeEndpoint. */
const bodyLimit = 6_291_456;
const modelTimeout = 60_000;

const headerPrefix = "x-amzn-sagemaker-";

const name63 = "[a-zA-Z0-9](-*[a-zA-Z0-9])*";
const ascii = { pattern: "\\p{ASCII}*", longest: 1024 };
const printed = { pattern: "\\A\\S[\\p{Print}]*\\z", shortest: 1 };

/** A header of a request that is understood. */
interface KnownHeader extends Constraints {
  readonly member: string;
  /** Whether SageMaker hands it to the container. */
  readonly isPassedOn: boolean;
}

/** Source: SageMaker Runtime API, InvokeEndpoint, and its service model. */
const known: Readonly<Record<string, KnownHeader>> = {
  "content-type": { member: "contentType", ...ascii, isPassedOn: true },
  accept: { member: "accept", ...ascii, isPassedOn: true },
  [`${headerPrefix}custom-attributes`]: { member: "customAttributes", ...ascii, isPassedOn: true },
  [`${headerPrefix}target-model`]: { member: "targetModel", ...printed, longest: 1024, isPassedOn: true },
  [`${headerPrefix}target-variant`]: { member: "targetVariant", pattern: `^${name63}`, longest: 63, isPassedOn: false },
  [`${headerPrefix}inference-id`]: { member: "inferenceId", ...printed, longest: 64, isPassedOn: true },
  [`${headerPrefix}prefix-aware-id`]: { member: "prefixAwareId", ...printed, longest: 64, isPassedOn: false },
  [`${headerPrefix}session-id`]: {
    member: "sessionId",
    pattern: `^(NEW_SESSION)$|^${name63}$`,
    longest: 256,
    isPassedOn: true,
  },
  [`${headerPrefix}inference-component`]: {
    member: "inferenceComponentName",
    pattern: "^[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?$",
    longest: 63,
    isPassedOn: false,
  },
};

/** The variant of every endpoint here, as SageMaker's own SDK calls it. */
const onlyVariant = "AllTraffic";

const passedBack = [
  "x-amzn-sagemaker-custom-attributes",
  "x-amzn-sagemaker-new-session-id",
  "x-amzn-sagemaker-closed-session-id",
];

/** SageMaker Runtime: InvokeEndpoint, with a model that is an HTTP server. */
export class SageMakerRuntime implements Service {
  constructor(private readonly world: World) {}

  serves(host: string): boolean {
    return /^runtime\.sagemaker\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const caller = signedBy(arrival);
    const written = /^\/endpoints\/([^/]+)\/invocations$/.exec(request.url.pathname)?.[1];
    if (written === undefined || request.method !== "POST") {
      throw NotKnown.operation("SageMaker", `${request.method} ${request.url.pathname}`);
    }
    const name = decodeURIComponent(written);
    checkMembers(name, request.headers);
    const component = request.headers[`${headerPrefix}inference-component`];
    await this.permit({ ...caller, via: arrival.via }, "endpoint", name);
    if (component !== undefined) {
      await this.permit({ ...caller, via: arrival.via }, "inference-component", component);
    }
    if (request.body.length > bodyLimit) {
      throw new AwsError("ValidationError", `Request body of ${request.body.length} bytes exceeds ${bodyLimit} bytes`);
    }
    const endpoint = this.endpoint(caller, name, component);
    checkVariant(name, request.headers[`${headerPrefix}target-variant`]);
    return this.invoke(endpoint, request, logsOf(caller, name));
  }

  answerError({ code, message, status, members }: AwsError): HttpAnswer {
    return {
      status,
      headers: { "content-type": "application/json", "x-amzn-errortype": code },
      body: JSON.stringify({ message, Message: message, ...members }),
    };
  }

  /** The account is the caller's own: InvokeEndpoint has no way to name another. */
  private async permit(
    { session, region, via }: Caller & Pick<Arrival, "via">,
    type: string,
    name: string,
  ): Promise<void> {
    const { account } = session.role;
    const arn = comparedArn(this.world, `arn:aws:sagemaker:${region}:${account}:${type}/${name}`);
    const action = "sagemaker:InvokeEndpoint";
    const verdict = await judge(this.world, { session, via, action, resource: { arn, account, region } });
    if (!verdict.allowed) {
      const { reason } = verdict;
      const message = notAuthorized(sessionArn(session), action, { resource: arn, reason });
      throw new AwsError("AccessDeniedException", message, 403);
    }
  }

  private endpoint({ session, region }: Caller, name: string, component: string | undefined): HostedEndpoint {
    const { account } = session.role;
    const endpoint = hostedEndpoint(this.world, { account, region }, name);
    if (endpoint === undefined) {
      throw new AwsError("ValidationError", `Endpoint ${name} of account ${account} not found.`);
    }
    if (component !== undefined && !endpoint.inferenceComponents.includes(component)) {
      throw new AwsError("ValidationError", `Inference Component ${component} of account ${account} not found.`);
    }
    return endpoint;
  }

  private async invoke({ model }: HostedEndpoint, request: AwsRequest, logs: string): Promise<HttpAnswer> {
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => known[name]?.isPassedOn === true),
    );
    const answer =
      model === undefined ? undefined : await askModel(new URL("invocations", model), headers, request.body);
    if (answer === undefined) {
      throw modelError(
        0,
        "Your invocation timed out while waiting for a response from container primary, or its connection broke",
        logs,
      );
    }
    const { response, body } = answer;
    if (!response.ok) {
      throw modelError(response.status, Buffer.from(body).toString("utf8"), logs);
    }
    return {
      status: 200,
      headers: {
        "content-type": response.headers.get("content-type") ?? "application/octet-stream",
        "x-amzn-invoked-production-variant": onlyVariant,
        ...Object.fromEntries(
          passedBack.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name) ?? ""]] : [])),
        ),
      },
      body,
    };
  }
}

/** The model's whole answer; undefined when it takes too long or its connection breaks, also half way through. */
async function askModel(url: URL, headers: Record<string, string>, body: Uint8Array) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: new Uint8Array(body),
      // A model's redirect could lead callers off this machine.
      redirect: "error",
      signal: AbortSignal.timeout(modelTimeout),
    });
    return { response, body: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    return undefined;
  }
}

/** Refuses everything that the model of InvokeEndpoint doesn't allow, in one sentence. */
function checkMembers(name: string, headers: AwsRequest["headers"]): void {
  const others = Object.keys(headers).filter(
    (header) => header.startsWith(headerPrefix) && known[header] === undefined,
  );
  if (others.length > 0) {
    throw NotKnown.members("SageMaker", "InvokeEndpoint", others);
  }
  refuseBroken([
    ...complaints("endpointName", name, brokenBy(name, { pattern: `^${name63}`, longest: 63 })),
    ...Object.entries(known).flatMap(([header, { member, ...limits }]) => {
      const value = headers[header];
      return value === undefined ? [] : complaints(member, value, brokenBy(value, limits));
    }),
  ]);
}

/** The words are the local AWS's own. @throws AwsError ValidationError for a variant that no endpoint has here. */
function checkVariant(name: string, variant: string | undefined): void {
  if (variant !== undefined && variant !== onlyVariant) {
    throw new AwsError("ValidationError", `Variant ${variant} of endpoint ${name} not found.`);
  }
}

/** Where SageMaker's message sends the reader after a model's error. Source: such answers, as users report them. */
function logsOf({ session, region }: Caller, name: string): string {
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return `See ${console}#logEventViewer:group=/aws/sagemaker/Endpoints/${name} in account ${session.role.account} for more information.`;
}

function modelError(status: number, original: string, logs: string): AwsError {
  const side = status >= 400 && status < 500 ? "client" : "server";
  return new AwsError(
    "ModelError",
    `Received ${side} error (${status}) from primary with message "${original}". ${logs}`,
    424,
    {
      OriginalStatusCode: status,
      OriginalMessage: original,
    },
  );
}
