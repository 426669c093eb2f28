import * as v from "valibot";
import type { HttpAnswer } from "../core/service";
import type { World } from "../core/world";
import type { Invocation } from "../lambda/service";
import { header, type RoutedCall } from "./call";
import { GatewayError, misconfigured } from "./error";
import { type AuthorizerContext, isBinary, proxyEvent } from "./event";
import { callFunction, type Invoke } from "./function";
import type { FunctionTarget } from "./kinds";
import { callVariables } from "./log";
import { isSameMethod } from "./method";
import { staticHeaders } from "./template";
import { evaluate } from "./velocity";

const headerValue = v.union([v.string(), v.number(), v.boolean()]);

/**
 * What a function has to answer.
 *
 * Source: API Gateway Developer Guide, "Lambda proxy integrations in API Gateway".
 */
const answerSchema = v.strictObject({
  statusCode: v.pipe(v.union([v.number(), v.string()]), v.toNumber(), v.integer(), v.minValue(100), v.maxValue(599)),
  headers: v.nullish(v.record(v.string(), headerValue)),
  multiValueHeaders: v.nullish(v.record(v.string(), v.array(headerValue))),
  body: v.nullish(v.string()),
  isBase64Encoded: v.nullish(v.boolean()),
});

/** A promise's value, or undefined when it takes longer than a number of milliseconds. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A function that throws answers in another form, too. */
function readAnswer(call: RoutedCall, { payload }: Invocation): HttpAnswer {
  const parsed = v.safeParse(answerSchema, payload);
  if (!parsed.success) {
    throw new GatewayError("DEFAULT_5XX", "Internal server error");
  }
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.output;
  const lists = Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [name, values.join(", ")]);
  const all = { "content-type": "application/json", ...lowerCased({ ...headers, ...Object.fromEntries(lists) }) };
  // Base64 is undone only for callers who ask for a type that the API lists as binary.
  const binary = isBase64Encoded === true && isBinary(call, header(call.request, "accept"));
  return {
    status: statusCode,
    headers: all,
    body: binary ? new Uint8Array(Buffer.from(body ?? "", "base64")) : (body ?? ""),
  };
}

function lowerCased(headers: Readonly<Record<string, string | number | boolean>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

async function callTarget(
  world: World,
  invoke: Invoke,
  call: RoutedCall,
  target: FunctionTarget,
  context: AuthorizerContext | undefined,
): Promise<HttpAnswer> {
  const { method, resourcePath, integration } = call.route;
  const { account, state } = call.api;
  if (integration.integrationHttpMethod !== "POST") {
    // Lambda's Invoke operation is a POST; with another verb Lambda refuses the call.
    throw misconfigured();
  }
  const arn = `${state.executionArn}/${call.stage.state.stageName}/${method.httpMethod === "ANY" ? call.request.method : method.httpMethod}${resourcePath}`;
  const work = callFunction(world, invoke, target, { arn, account }, proxyEvent(call, context));
  const invocation = await within(integration.timeoutMilliseconds, work);
  if (invocation === "late") {
    throw new GatewayError("INTEGRATION_TIMEOUT", "Endpoint request timed out");
  }
  if (invocation === undefined) {
    throw misconfigured();
  }
  return readAnswer(call, invocation);
}

/** An answer of API Gateway itself: the status that the request's template gives chooses it. */
function mock(call: RoutedCall, context: AuthorizerContext | undefined): HttpAnswer {
  const { route, definition } = call;
  const variables = callVariables(call, context);
  const asked = evaluate(route.integration.requestTemplates["application/json"] ?? "", variables);
  const status = /"?statusCode"?\s*:\s*(\d{3})/.exec(asked)?.[1];
  const answer = definition.integrationResponses
    .filter((response) => isSameMethod(response, route.integration))
    .find(({ statusCode }) => statusCode === status);
  if (answer === undefined) {
    throw misconfigured();
  }
  const [[contentType, template] = ["application/json", ""]] = Object.entries(answer.responseTemplates);
  const headers = staticHeaders(answer.responseParameters, "method.response.header.");
  return {
    status: Number(answer.statusCode),
    headers: { "content-type": contentType, ...headers },
    body: evaluate(template, variables),
  };
}

/** Gets the answer of the method's integration. Throws a GatewayError when it can't. */
export async function integrate(
  world: World,
  invoke: Invoke,
  call: RoutedCall,
  context: AuthorizerContext | undefined,
): Promise<HttpAnswer> {
  const { target } = call.route.integration;
  return target === undefined ? mock(call, context) : callTarget(world, invoke, call, target, context);
}
