import type { HttpAnswer } from "../core/service";
import type { World } from "../core/world";
import { type ApiCall, header, requestTime, sourceIp } from "./call";
import type { GatewayError } from "./error";
import type { AuthorizerContext } from "./event";
import { methodSettings } from "./kinds";
import type { Route } from "./route";
import { fill, type Variables } from "./template";

/** What became of a call. */
export interface Outcome {
  readonly route?: Route | undefined;
  readonly context?: AuthorizerContext | undefined;
  readonly error?: GatewayError | undefined;
  readonly answer: HttpAnswer;
}

/** Where an API's lines go. */
export interface ApiLogs {
  readonly accessLogs: string[];
  readonly executionLogs: string[];
}

/** The `$context` variables that are known before a call is answered. */
export function callVariables(call: ApiCall, context: AuthorizerContext | undefined): Variables {
  const { api, stage, request, via, requestId, time } = call;
  const userAgent = header(request, "user-agent");
  return {
    accountId: api.account,
    apiId: api.id,
    domainName: request.url.hostname,
    domainPrefix: request.url.hostname.split(".")[0] ?? "",
    extendedRequestId: requestId,
    httpMethod: request.method,
    path: request.url.pathname,
    protocol: "HTTP/1.1",
    requestId,
    requestTime: requestTime(time),
    requestTimeEpoch: String(time.getTime()),
    stage: stage.state.stageName,
    "identity.sourceIp": sourceIp(call),
    ...(userAgent !== undefined && { "identity.userAgent": userAgent }),
    ...(via !== undefined && {
      "identity.vpceId": via.endpoint.id,
      "identity.vpcId": via.endpoint.state.vpcId,
    }),
    ...Object.fromEntries(Object.entries(context ?? {}).map(([name, value]) => [`authorizer.${name}`, value])),
  };
}

/** The variables that describe a refusal. */
export function errorVariables({ kind, text }: GatewayError): Variables {
  return {
    "error.responseType": kind,
    "error.messageString": JSON.stringify(text),
    ...(text !== null && { "error.message": text }),
  };
}

function accessLine(call: ApiCall, format: string, outcome: Outcome & { readonly milliseconds: number }): string {
  const { route, context, error, answer, milliseconds } = outcome;
  const variables = {
    ...callVariables(call, context),
    ...(route !== undefined && { resourceId: route.resourceId, resourcePath: route.resourcePath }),
    ...(error === undefined ? {} : errorVariables(error)),
    status: String(answer.status),
    responseLatency: String(milliseconds),
    responseLength: String(Buffer.byteLength(answer.body)),
  };
  return fill(format, variables, "-");
}

/** Whether a stage's settings have whole requests and answers logged, presigned URLs among them. */
function isTraced(world: World, { api, stage }: ApiCall): boolean {
  return world
    .list(methodSettings, api.account)
    .filter(({ state }) => state.restApi === api.id && state.stageName === stage.state.stageName)
    .some(({ state }) => state.settings.dataTraceEnabled && state.settings.loggingLevel === "INFO");
}

/** Shows only the last characters of a header with credentials, as API Gateway does. */
function shownHeaders({ headers }: HttpAnswer | ApiCall["request"]): string {
  const shown = Object.entries(headers).map(([name, value]) =>
    name.toLowerCase() === "authorization" ? `${name}=${"*".repeat(20)}${value.slice(-6)}` : `${name}=${value}`,
  );
  return `{${shown.join(", ")}}`;
}

/** Writes what a stage logs of a call. */
export function writeLogs(
  world: World,
  logs: ApiLogs,
  call: ApiCall,
  outcome: Outcome & { readonly milliseconds: number },
): void {
  const format = call.stage.state.accessLogSettings?.format;
  if (format !== undefined) {
    logs.accessLogs.push(accessLine(call, format, outcome));
  }
  if (isTraced(world, call)) {
    const { answer } = outcome;
    logs.executionLogs.push(
      `(${call.requestId}) Method request headers: ${shownHeaders(call.request)}`,
      `(${call.requestId}) Method response body after transformations: ${Buffer.from(answer.body).toString("utf8")}`,
      `(${call.requestId}) Method response headers: ${shownHeaders(answer)}`,
    );
  }
}
