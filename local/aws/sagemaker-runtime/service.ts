import { AwsError } from "../core/aws-error";
import { brokenBy, complaints, refuseBroken } from "../core/constraints";
import { eventStreamType } from "../core/event-stream";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import { sessionArn } from "../core/sessions";
import type { Caller } from "../core/sigv4";
import type { HostedEndpoint, World } from "../core/world";
import { judge } from "../iam/authorize";
import { notAuthorized } from "../iam/denial";
import { comparedArn } from "../sagemaker/caller";
import { hostedEndpoint } from "../sagemaker/hosted";
import {
  componentHeader,
  endpointName,
  operationOf,
  othersAmong,
  passedOn,
  type RuntimeOperation,
  variantHeader,
} from "./operations";
import { responseStream } from "./response-stream";

/** Source: SageMaker Runtime API, InvokeEndpoint. */
const bodyLimit = 6_291_456;

/** The variant of every endpoint here, as SageMaker's own SDK calls it. */
const onlyVariant = "AllTraffic";

const passedBack = [
  "x-amzn-sagemaker-custom-attributes",
  "x-amzn-sagemaker-new-session-id",
  "x-amzn-sagemaker-closed-session-id",
];

/** SageMaker Runtime: InvokeEndpoint and InvokeEndpointWithResponseStream, with a model that is an HTTP server. */
export class SageMakerRuntime implements Service {
  constructor(private readonly world: World) {}

  serves(host: string): boolean {
    return /^runtime\.sagemaker\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const caller = signedBy(arrival);
    const called = operationOf(request.method, request.url.pathname);
    if (called === undefined) {
      throw NotKnown.operation("SageMaker", `${request.method} ${request.url.pathname}`);
    }
    const { operation } = called;
    const name = decodeURIComponent(called.written);
    checkMembers(operation, name, request.headers);
    const component = request.headers[componentHeader];
    const calls = { ...caller, via: arrival.via };
    await this.permit(calls, operation, "endpoint", name);
    if (component !== undefined) {
      await this.permit(calls, operation, "inference-component", component);
    }
    if (request.body.length > bodyLimit) {
      throw new AwsError("ValidationError", `Request body of ${request.body.length} bytes exceeds ${bodyLimit} bytes`);
    }
    const endpoint = this.endpoint(caller, name, component);
    checkVariant(name, request.headers[variantHeader]);
    return invoke(endpoint, operation, request, logsOf(caller, name));
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
    operation: RuntimeOperation,
    type: string,
    name: string,
  ): Promise<void> {
    const { account } = session.role;
    const arn = comparedArn(this.world, `arn:aws:sagemaker:${region}:${account}:${type}/${name}`);
    const isAskedAsInvoke = operation.streams && this.world.readings["stream-action"] === "invoke";
    const action = `sagemaker:${isAskedAsInvoke ? "InvokeEndpoint" : operation.name}`;
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
}

async function invoke(
  { model }: HostedEndpoint,
  operation: RuntimeOperation,
  request: AwsRequest,
  logs: string,
): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(operation.modelTimeout);
  const url = model && new URL("invocations", model);
  const headers = passedOn(request.headers, operation);
  const response = url && (await reached(fetch(url, callOf(headers, request.body, timeout))));
  if (response?.ok === true && operation.streams) {
    return {
      status: 200,
      headers: {
        ...passedBackOf(response),
        "content-type": eventStreamType,
        "x-amzn-sagemaker-content-type": contentTypeOf(response),
      },
      body: "",
      stream: responseStream(response.body, timeout),
    };
  }
  const body = response && (await reached(bytesOf(response)));
  if (response === undefined || body === undefined) {
    throw modelError(
      0,
      "Your invocation timed out while waiting for a response from container primary, or its connection broke",
      logs,
    );
  }
  if (!response.ok) {
    throw modelError(response.status, Buffer.from(body).toString("utf8"), logs);
  }
  return { status: 200, headers: { ...passedBackOf(response), "content-type": contentTypeOf(response) }, body };
}

function contentTypeOf({ headers }: Response): string {
  return headers.get("content-type") ?? "application/octet-stream";
}

function passedBackOf({ headers }: Response): Record<string, string> {
  const given = passedBack.map((name) => [name, headers.get(name)] as const);
  const known = given.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return { "x-amzn-invoked-production-variant": onlyVariant, ...Object.fromEntries(known) };
}

async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await response.arrayBuffer());
}

function callOf(headers: Record<string, string>, body: Uint8Array, signal: AbortSignal): RequestInit {
  // A model's redirect could lead callers off this machine.
  return { method: "POST", headers, body: new Uint8Array(body), redirect: "error", signal };
}

/** What a model sends; undefined when it takes too long or its connection breaks, also half way through. */
async function reached<T>(sent: Promise<T>): Promise<T | undefined> {
  try {
    return await sent;
  } catch {
    return undefined;
  }
}

/** Refuses everything that the model of an operation doesn't allow, in one sentence. */
function checkMembers(operation: RuntimeOperation, name: string, headers: AwsRequest["headers"]): void {
  const others = othersAmong(headers, operation);
  if (others.length > 0) {
    throw NotKnown.members("SageMaker", operation.name, others);
  }
  refuseBroken([
    ...complaints("endpointName", name, brokenBy(name, endpointName)),
    ...Object.entries(operation.headers).flatMap(([header, { member, passedOn: _, ...limits }]) => {
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
