import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { header, headerLists, methodArn, type RoutedCall, requestTime, sourceIp } from "./call";

/** An authorizer's context, as functions get it: every value is text. */
export type AuthorizerContext = Readonly<Record<string, string>>;

type Identity = APIGatewayProxyEvent["requestContext"]["identity"];

/** Values by name, each list in the order in which the caller wrote it. */
type Lists = Record<string, string[]>;

const orNull = <T extends object>(record: T): T | null => (Object.keys(record).length === 0 ? null : record);

/** Each name with its last value, as API Gateway picks one of several in `headers` and `queryStringParameters`. */
function last(lists: Lists): Record<string, string> {
  return Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? ""]));
}

function queryOf({ request }: RoutedCall): Lists {
  const { searchParams } = request.url;
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}

/** The caller's headers, with what API Gateway adds. */
function headersOf(call: RoutedCall): Lists {
  const added = {
    Host: [call.request.url.hostname],
    "X-Forwarded-For": [sourceIp(call)],
    "X-Forwarded-Port": ["443"],
    "X-Forwarded-Proto": ["https"],
  };
  const names = new Set(Object.keys(added).map((name) => name.toLowerCase()));
  const own = Object.entries(headerLists(call.request)).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...Object.fromEntries(own), ...added };
}

function identityOf(call: RoutedCall): Identity {
  const nobody = {
    accessKey: null,
    accountId: null,
    apiKey: null,
    apiKeyId: null,
    caller: null,
    clientCert: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    user: null,
    userArn: null,
  };
  const endpoint = call.via?.endpoint;
  return {
    ...nobody,
    sourceIp: sourceIp(call),
    userAgent: header(call.request, "user-agent") ?? null,
    ...(endpoint !== undefined && { vpcId: endpoint.state.vpcId, vpceId: endpoint.id }),
  };
}

function contextOf<T>(call: RoutedCall, authorizer: T) {
  const { api, stage, request, path, route, requestId, time } = call;
  return {
    accountId: api.account,
    apiId: api.id,
    authorizer,
    deploymentId: stage.state.deployment,
    domainName: request.url.hostname,
    domainPrefix: request.url.hostname.split(".")[0] ?? "",
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: identityOf(call),
    path: `/${stage.state.stageName}${path}`,
    protocol: "HTTP/1.1",
    requestId,
    requestTime: requestTime(time),
    requestTimeEpoch: time.getTime(),
    resourceId: route.resourceId,
    resourcePath: route.resourcePath,
    stage: stage.state.stageName,
  };
}

/** Whether bodies of a type travel in base64. */
export function isBinary({ api }: RoutedCall, mediaType: string | undefined): boolean {
  const plain = mediaType?.split(/[;,]/)[0]?.trim() ?? "";
  return api.state.binaryMediaTypes.some(
    (type) => type === "*/*" || type === plain || (type.endsWith("/*") && plain.startsWith(type.slice(0, -1))),
  );
}

/**
 * The event that a function gets for a request.
 *
 * Source: API Gateway Developer Guide, "Lambda proxy integrations in API Gateway", also for headers that came twice.
 */
export function proxyEvent(call: RoutedCall, authorizer: AuthorizerContext | undefined): APIGatewayProxyEvent {
  const { request, stage, path, route } = call;
  const headers = headersOf(call);
  const query = queryOf(call);
  const base64 = isBinary(call, header(request, "content-type"));
  const body = Buffer.from(request.body).toString(base64 ? "base64" : "utf8");
  return {
    resource: route.resourcePath,
    path,
    httpMethod: request.method,
    headers: last(headers),
    multiValueHeaders: headers,
    queryStringParameters: orNull(last(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull({ ...route.pathParameters }),
    stageVariables: orNull({ ...stage.state.variables }),
    requestContext: contextOf(call, authorizer),
    body: body === "" ? null : body,
    isBase64Encoded: base64,
  };
}

/**
 * The event that an authorizer gets for a request: everything but the body.
 *
 * Source: API Gateway Developer Guide, "Input to an API Gateway Lambda authorizer".
 */
export function authorizerEvent(call: RoutedCall): APIGatewayRequestAuthorizerEvent {
  const { resource, path, httpMethod, headers, multiValueHeaders } = proxyEvent(call, undefined);
  const query = queryOf(call);
  return {
    type: "REQUEST",
    methodArn: methodArn(call),
    resource,
    path,
    httpMethod,
    headers,
    multiValueHeaders,
    queryStringParameters: last(query),
    multiValueQueryStringParameters: query,
    pathParameters: { ...call.route.pathParameters },
    stageVariables: { ...call.stage.state.variables },
    requestContext: contextOf(call, undefined),
  };
}
