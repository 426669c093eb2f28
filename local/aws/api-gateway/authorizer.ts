import * as v from "valibot";
import { isRecord } from "../../../common/is-record";
import { NotKnown } from "../core/not-known";
import type { World } from "../core/world";
import { header, type RoutedCall } from "./call";
import { GatewayError } from "./error";
import { type AuthorizerContext, authorizerEvent } from "./event";
import { callFunction, type Invoke } from "./function";
import type { Authorizer } from "./kinds";

const textOrList = v.union([v.string(), v.array(v.string())]);

/**
 * What an authorizer has to return. Context values other than strings, numbers and booleans make it a
 * failure.
 *
 * Source: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer".
 */
const outputSchema = v.object({
  principalId: v.string(),
  policyDocument: v.object({
    Version: v.optional(v.string()),
    Statement: v.array(
      v.pipe(
        v.strictObject({
          Sid: v.optional(v.string()),
          Effect: v.picklist(["Allow", "Deny"]),
          Action: textOrList,
          Resource: v.optional(textOrList),
          NotResource: v.optional(textOrList),
          Condition: v.optional(v.record(v.string(), v.record(v.string(), textOrList))),
        }),
        v.check(({ Resource, NotResource }) => (Resource === undefined) !== (NotResource === undefined)),
      ),
    ),
  }),
  context: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
});

/** An authorizer's decision about a request, or about every request with the same identity while it is cached. */
export interface Authorization {
  readonly statements: readonly object[];
  readonly context: AuthorizerContext;
}

function failed(): GatewayError {
  return new GatewayError("AUTHORIZER_CONFIGURATION_ERROR", null);
}

/** The part of a request in which an authorizer looks for the caller's identity. */
function identityValue(call: RoutedCall, source: string): string | undefined {
  const [, where, name = ""] = /^method\.request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  switch (where) {
    case "header":
      return header(call.request, name);
    case "querystring":
      return call.request.url.searchParams.get(name) ?? undefined;
    default:
      throw new NotKnown(`the local AWS doesn't know the identity source "${source}"`);
  }
}

function readOutput(payload: unknown): Authorization {
  const parsed = v.safeParse(outputSchema, payload);
  if (!parsed.success) {
    throw failed();
  }
  const { principalId, policyDocument, context = {} } = parsed.output;
  const texts = Object.entries(context).map(([name, value]) => [name, String(value)]);
  return { statements: policyDocument.Statement, context: { ...Object.fromEntries(texts), principalId } };
}

/** The Lambda authorizers of all APIs, with the results that API Gateway caches. */
export class Authorizers {
  private readonly remembered = new Map<string, { readonly until: number; readonly result: Authorization }>();

  constructor(
    private readonly world: World,
    private readonly invoke: Invoke,
  ) {}

  /**
   * Has an authorizer judge a request. A result is cached for the same identity in the same deployment, whatever
   * method it was asked about.
   *
   * Source: API Gateway Developer Guide, "Use API Gateway Lambda authorizers"; API Gateway API, CreateAuthorizer.
   *
   * @throws GatewayError when the request has no identity, the authorizer answers "Unauthorized", or it fails.
   */
  async judge(call: RoutedCall, id: string, authorizer: Authorizer): Promise<Authorization> {
    const identity = authorizer.identitySources.map((source) => identityValue(call, source));
    if (identity.some((value) => value === undefined || value === "")) {
      throw new GatewayError("UNAUTHORIZED", "Unauthorized");
    }
    const key = JSON.stringify([call.stage.urn, call.stage.state.deployment, id, identity]);
    const now = this.world.clock.now().getTime();
    const known = this.remembered.get(key);
    if (known !== undefined && now < known.until) {
      return known.result;
    }
    const result = await this.ask(call, id, authorizer);
    this.remembered.set(key, { until: now + authorizer.authorizerResultTtlInSeconds * 1000, result });
    return result;
  }

  private async ask(call: RoutedCall, id: string, { target }: Authorizer): Promise<Authorization> {
    const { account, state } = call.api;
    const source = { arn: `${state.executionArn}/authorizers/${id}`, account };
    const invocation = await callFunction(this.world, this.invoke, target, source, authorizerEvent(call));
    if (invocation === undefined) {
      throw failed();
    }
    const { payload, functionError } = invocation;
    if (functionError === undefined) {
      return readOutput(payload);
    }
    throw isRecord(payload) && payload.errorMessage === "Unauthorized"
      ? new GatewayError("UNAUTHORIZED", "Unauthorized")
      : failed();
  }
}
