import { AwsError } from "../core/aws-error";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import { sessionArn } from "../core/sessions";
import type { Caller } from "../core/sigv4";
import type { HostedEndpoint, World } from "../core/world";
import { judge } from "../iam/authorize";
import { notAuthorized } from "../iam/denial";
import { comparedArn } from "../sagemaker/caller";

/** Source: SageMaker Runtime API, InvokeEndpoint. */
const bodyLimit = 6_291_456;
const modelTimeout = 60_000;

/** Headers of a request that SageMaker hands to the container, and of its answer that it hands back. */
const passedOn = [
  "content-type",
  "accept",
  "x-amzn-sagemaker-custom-attributes",
  "x-amzn-sagemaker-target-model",
  "x-amzn-sagemaker-inference-id",
  "x-amzn-sagemaker-session-id",
];
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
      throw new Error(`the local AWS doesn't know the SageMaker operation ${request.method} ${request.url.pathname}`);
    }
    const name = decodeURIComponent(written);
    checkEndpointName(name);
    const component = request.headers["x-amzn-sagemaker-inference-component"];
    await this.permit({ ...caller, via: arrival.via }, "endpoint", name);
    if (component !== undefined) {
      await this.permit({ ...caller, via: arrival.via }, "inference-component", component);
    }
    if (request.body.length > bodyLimit) {
      throw new AwsError("ValidationError", `Request body of ${request.body.length} bytes exceeds ${bodyLimit} bytes`);
    }
    return this.invoke(this.endpoint(caller, name, component), request, logsOf(caller, name));
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
    const endpoint = this.world.endpoint({ account, region }, name);
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
      passedOn.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, request.headers[name]]])),
    );
    const answer = await askModel(new URL("invocations", model), headers, request.body);
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
        "x-amzn-invoked-production-variant": "AllTraffic",
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
      // A model that sends its callers elsewhere would have them leave this machine.
      redirect: "error",
      signal: AbortSignal.timeout(modelTimeout),
    });
    return { response, body: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    return undefined;
  }
}

/** Refuses what can't be an endpoint's name. Source: SageMaker Runtime API, InvokeEndpoint, `EndpointName`. */
function checkEndpointName(name: string): void {
  const pattern = "^[a-zA-Z0-9](-*[a-zA-Z0-9])*";
  const demands = [
    ...(new RegExp(`${pattern}$`).test(name) ? [] : [`satisfy regular expression pattern: ${pattern}`]),
    ...(name.length > 63 ? ["have length less than or equal to 63"] : []),
  ].map((demand) => `Value '${name}' at 'endpointName' failed to satisfy constraint: Member must ${demand}`);
  if (demands.length > 0) {
    const count = demands.length === 1 ? "1 validation error" : `${demands.length} validation errors`;
    throw new AwsError("ValidationError", `${count} detected: ${demands.join("; ")}`);
  }
}

/** Where SageMaker says to look after a model's error. Source: such answers, as users report them. */
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
