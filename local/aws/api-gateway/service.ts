import { randomUUID } from "node:crypto";
import type { AwsError } from "../core/aws-error";
import type { Arrival, AwsRequest, HttpAnswer, Service } from "../core/service";
import type { World } from "../core/world";
import { Authorizers } from "./authorizer";
import { type ApiCall, header, methodArn, type RoutedCall } from "./call";
import { GatewayError } from "./error";
import type { AuthorizerContext } from "./event";
import type { Invoke } from "./function";
import { integrate } from "./integration";
import { deployment, restApi } from "./kinds";
import { type Outcome, writeLogs } from "./log";
import { askResourcePolicy, askReturnedPolicy, deniedByPolicy, passEndpoint, record, type Verdict } from "./policies";
import { refusalAnswer } from "./refusal";
import { findRoute, type Route } from "./route";
import { stagesOf } from "./stage";

/** `{api}.execute-api.R.amazonaws.com`, or `{api}-{endpoint}.execute-api.R.amazonaws.com` for an API that names the endpoint. */
const apiHost = /^(?<id>[a-z0-9]+)(?:-(?<endpointId>vpce-[0-9a-z]+))?\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/;

/** An endpoint's own names; a header then names the API. */
const endpointHost = /^vpce-[0-9a-z-]+\.execute-api\.[a-z0-9-]+\.vpce\.amazonaws\.com$/;

/** Bytes of a method's ARN, path included. Source: API Gateway Developer Guide, "Amazon API Gateway quotas". */
const longestArn = 1600;

/** Bytes of a request's first line and headers' values, of a private API and of others. Source: as above. */
const longestHead = { PRIVATE: 8000, REGIONAL: 10_240 };

/** Bytes of a request's body. Source: as above. */
const longestBody = 10 * 1024 * 1024;

/** The answer for an unknown stage, or one that this caller can't see. */
const forbidden: HttpAnswer = {
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-errortype": "ForbiddenException" },
  body: JSON.stringify({ message: "Forbidden" }),
};

/** API Gateway's REST APIs: who may call a deployed method, and what it answers. */
export class ApiGateway implements Service {
  /** What stages wrote into their access logs. */
  readonly accessLogs: string[] = [];
  /** What stages wrote of requests and answers where their developer asked for it. */
  readonly executionLogs: string[] = [];
  private readonly authorizers: Authorizers;

  /** @param invoke calls a function. */
  constructor(
    private readonly world: World,
    private readonly invoke: Invoke,
  ) {
    this.authorizers = new Authorizers(world, invoke);
  }

  serves(host: string): boolean {
    return apiHost.test(host) || endpointHost.test(host);
  }

  async answer(request: AwsRequest, { via }: Arrival): Promise<HttpAnswer> {
    const call = this.find(request, via);
    if (call === undefined) {
      return forbidden;
    }
    const started = performance.now();
    const outcome = await this.outcomeOf(call);
    writeLogs(this.world, this, call, { ...outcome, milliseconds: Math.round(performance.now() - started) });
    return outcome.answer;
  }

  answerError({ code, message, status }: AwsError): HttpAnswer {
    return {
      status,
      headers: { "content-type": "application/json", "x-amzn-errortype": code },
      body: JSON.stringify({ message }),
    };
  }

  /** The stage that a request is for. A private API doesn't exist on the public side, nor a public one inside. */
  private find(request: AwsRequest, via: Arrival["via"]): ApiCall | undefined {
    const { id, endpointId } = addressed(request);
    const api = this.world.all(restApi).find((candidate) => candidate.id === id);
    const isPrivate = api?.state.endpointConfiguration.types === "PRIVATE";
    if (api === undefined || isPrivate !== (via !== undefined)) {
      return undefined;
    }
    const { vpcEndpointIds } = api.state.endpointConfiguration;
    if (endpointId !== undefined && (endpointId !== via?.endpoint.id || !vpcEndpointIds.includes(endpointId))) {
      return undefined;
    }
    const [, stageName, path = ""] = /^\/([^/]*)(\/.*)?$/s.exec(request.url.pathname) ?? [];
    const stage = stagesOf(this.world, api).find(({ state }) => state.stageName === stageName);
    const deployed = this.world.list(deployment, api.account).find((other) => other.id === stage?.state.deployment);
    return stage === undefined || deployed === undefined
      ? undefined
      : {
          api,
          stage,
          definition: deployed.state.definition,
          request,
          via,
          path: path === "" ? "/" : path,
          requestId: randomUUID(),
          time: this.world.clock.now(),
        };
  }

  private async outcomeOf(call: ApiCall): Promise<Outcome> {
    const seen: { route?: Route | undefined; context?: AuthorizerContext | undefined } = {};
    try {
      checkSize(call);
      await passEndpoint(this.world, call);
      seen.route = findRoute(call.definition, call.request.method, call.path);
      if (seen.route === undefined) {
        throw new GatewayError("MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token");
      }
      const routed = { ...call, route: seen.route };
      seen.context = await this.authorize(routed);
      return { ...seen, answer: await integrate(this.world, this.invoke, routed, seen.context) };
    } catch (error) {
      if (error instanceof GatewayError) {
        return { ...seen, error, answer: refusalAnswer(call, error, seen.context) };
      }
      throw error;
    }
  }

  /**
   * Whether a call may reach its method, by the resource policy as deployed and, where the method has one, the policy
   * that its authorizer returns: an explicit denial of either ends it, of the resource policy before the authorizer is
   * asked. Then the Allow of either is enough, even if the other is silent. Without an authorizer the resource
   * policy has to allow. Whether an authorizer's Allow suffices where the resource policy is
   * silent is the open question `silent-policy`.
   *
   * Source: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", table A.
   */
  private async authorize(call: RoutedCall): Promise<AuthorizerContext | undefined> {
    const { authorization, authorizerId = "" } = call.route.method;
    const byPolicy = await askResourcePolicy(this.world, call);
    const authorizer = call.definition.authorizers[authorizerId];
    if (byPolicy?.says === "deny" || (byPolicy?.says === "nothing" && authorization === "NONE")) {
      throw deniedByPolicy(this.world, call, byPolicy, "resource-based");
    }
    if (authorization === "NONE" || authorizer === undefined) {
      record(
        this.world,
        call,
        true,
        byPolicy?.why ?? "the method asks for no authorization, and the API has no policy",
      );
      return undefined;
    }
    const { statements, context } = await this.authorizers.judge(call, authorizerId, authorizer);
    const byAuthorizer = await askReturnedPolicy(this.world, call, statements);
    const allowed = this.isAllowed(byPolicy, byAuthorizer);
    record(
      this.world,
      call,
      allowed,
      byAuthorizer.says === "nothing" && allowed ? (byPolicy?.why ?? "") : byAuthorizer.why,
    );
    if (!allowed) {
      const ending = byAuthorizer.says === "deny" ? " with an explicit deny" : "";
      throw new GatewayError("ACCESS_DENIED", `User is not authorized to access this resource${ending}`);
    }
    return context;
  }

  /** Whether the two verdicts together let a call through; where there is a resource policy, it doesn't deny it. */
  private isAllowed(byPolicy: Verdict | undefined, byAuthorizer: Verdict): boolean {
    const verdicts = [byPolicy?.says ?? "nothing", byAuthorizer.says];
    const isEnough = byPolicy === undefined || this.world.readings["silent-policy"] === "suffices";
    return isEnough
      ? !verdicts.includes("deny") && verdicts.includes("allow")
      : verdicts.every((says) => says === "allow");
  }
}

/** The API that a request names, and its endpoint if the name has one. */
function addressed(request: AwsRequest): { id?: string | undefined; endpointId?: string | undefined } {
  const { hostname } = request.url;
  if (endpointHost.test(hostname)) {
    const id = header(request, "x-apigw-api-id");
    return id === undefined ? (apiHost.exec(header(request, "host") ?? "")?.groups ?? {}) : { id };
  }
  return apiHost.exec(hostname)?.groups ?? {};
}

/** The quotas that a request can go over. AWS documents only the answer to a long path; the others are HTTP's own words. */
function checkSize(call: ApiCall): void {
  const { request, api } = call;
  if (Buffer.byteLength(methodArn(call)) > longestArn) {
    throw new GatewayError("DEFAULT_4XX", "Request URI too long", 414);
  }
  const head = [request.method, request.url.pathname, request.url.search, ...Object.values(request.headers)].join("");
  if (Buffer.byteLength(head) > longestHead[api.state.endpointConfiguration.types]) {
    throw new GatewayError("DEFAULT_4XX", "Request Header Fields Too Large", 431);
  }
  if (request.body.length > longestBody) {
    throw new GatewayError("REQUEST_TOO_LARGE", "Request Too Long");
  }
}
