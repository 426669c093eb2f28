import { ApiGateway } from "../../../local/aws/api-gateway/service";
import { AwsError } from "../../../local/aws/core/aws-error";
import type { Clock } from "../../../local/aws/core/clock";
import type { AwsRequest } from "../../../local/aws/core/service";
import { vpcEndpoint } from "../../../local/aws/ec2/kinds";
import type { LocalAws } from "../../../local/aws/local-aws";
import {
  apiAuthorizer,
  apiDeployment,
  apiId,
  apiPath,
  apiPermission,
  apiPolicy,
  apiStage,
  executionArn,
  guardedMethod,
  proxy,
  restApi,
} from "./api-gateway-wanted";
import { eachTestOnItsOwnAws, parentAccount, policyText, put, region, type Wanted } from "./local-aws";
import { lambda, role } from "./wanted";

/** The endpoint that callers are meant to use, and one that they aren't. */
export const hubEndpoint = "vpce-0aaaaaaaaaaaaaaaa";
export const otherEndpoint = "vpce-0bbbbbbbbbbbbbbbb";

/** Statements of the API `studio`'s policy. */
export const allowAll = { Sid: "All", Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" };
export const denyOthers = {
  ...allowAll,
  Sid: "OtherEndpoints",
  Effect: "Deny",
  Condition: { StringNotEquals: { "aws:SourceVpce": hubEndpoint } },
};

/** An authorizer's answer with one effect for the resources it names. */
export const returning = (Effect: "Allow" | "Deny", ...Resource: readonly string[]) => ({
  principalId: "alice",
  policyDocument: { Version: "2012-10-17", Statement: [{ Effect, Action: "execute-api:Invoke", Resource }] },
});

export const arnOf = (path: string, verb = "GET") => `${executionArn("studio")}/studio/${verb}${path}`;

/** What a caller asks for, and how it comes in. */
export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly headerLists?: AwsRequest["headerLists"];
  readonly body?: string;
  readonly host?: string;
  /** The endpoint that the call comes through; null on the public side. */
  readonly through?: string | null;
}

/** A private API `studio` with `GET /{userId}`, behind functions that a test writes in place of Lambda's. */
export class TestApi {
  /** The events that the functions got; a function that throws an AwsError stands for Lambda's own refusal. */
  readonly calls: { readonly name: string; readonly event: unknown }[] = [];
  readonly functions: Record<string, (event: unknown) => unknown> = {
    authorizer: () => returning("Allow", arnOf("/alice")),
    target: () => ({ statusCode: 200, body: "hello" }),
  };
  readonly gateway: ApiGateway;

  constructor(readonly aws: LocalAws) {
    this.gateway = new ApiGateway(aws.world, async (_, name, event) => {
      this.calls.push({ name, event: JSON.parse(JSON.stringify(event)) });
      try {
        return { payload: await this.functions[name]?.(event), cold: false };
      } catch (error) {
        if (error instanceof AwsError) {
          throw error;
        }
        const errorMessage = error instanceof Error ? error.message : String(error);
        return { payload: { errorType: "Error", errorMessage }, functionError: "Unhandled", cold: false };
      }
    });
  }

  /** Names of the functions in the order in which they were called. */
  get called(): readonly string[] {
    return this.calls.map(({ name }) => name);
  }

  /** The endpoints that callers may come through. */
  get endpoints() {
    return this.aws.world.all(vpcEndpoint);
  }

  async put(...wanted: readonly Wanted[]): Promise<void> {
    for (const one of wanted) {
      await put(this.aws, one);
    }
  }

  /** Deploys the API as it is now, under the stage `studio`. */
  async deploy(version = "1", stageInputs: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { id } = await put(this.aws, apiDeployment("studio", version));
    await put(this.aws, apiStage("studio", id, stageInputs));
  }

  /** Puts an endpoint into the account, with a policy that lets everything through unless told otherwise. */
  putEndpoint(id: string, ...statements: readonly object[]): void {
    this.putEndpointIn(region, id, ...statements);
  }

  putEndpointIn(place: string, id: string, ...statements: readonly object[]): void {
    this.aws.world.put({
      urn: `urn:endpoint:${id}`,
      type: vpcEndpoint.token,
      stack: "network",
      account: parentAccount,
      region: place,
      id,
      state: {
        id,
        vpcId: "vpc-0cccccccccccccccc",
        serviceName: `com.amazonaws.${place}.execute-api`,
        policy: policyText(...(statements.length > 0 ? statements : [{ ...allowAll, Action: "*" }])),
      },
    });
  }

  async call(path: string, asked: Asked = {}) {
    const { method = "GET", through = hubEndpoint, headers = { authorization: "Bearer token" }, body = "" } = asked;
    const host = asked.host ?? `${apiId("studio")}.execute-api.${region}.amazonaws.com`;
    const request: AwsRequest = {
      method,
      url: new URL(`https://${host}${path}`),
      headers,
      ...(asked.headerLists !== undefined && { headerLists: asked.headerLists }),
      body: new Uint8Array(Buffer.from(body)),
    };
    const endpoint = this.endpoints.find(({ id }) => id === through);
    const via = endpoint && { endpoint, sourceAddress: "192.168.10.7" };
    const answer = await this.gateway.answer(request, { caller: undefined, via });
    return { ...answer, body: Buffer.from(answer.body).toString("utf8") };
  }

  /** Only the status of a call. */
  async statusOf(path: string, asked: Asked = {}): Promise<number> {
    return (await this.call(path, asked)).status;
  }
}

/** Gives each test an API `studio` of its own that isn't deployed yet; callers may come through two endpoints. */
export function eachTestWithAnApi(clock?: Clock): () => TestApi {
  const aws = eachTestOnItsOwnAws(clock);
  let api: TestApi | undefined;
  beforeEach(async () => {
    api = new TestApi(aws());
    api.putEndpoint(hubEndpoint);
    api.putEndpoint(otherEndpoint);
    await api.put(
      role("runner"),
      lambda("authorizer"),
      lambda("target"),
      restApi("studio", { endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: [hubEndpoint] } }),
      apiPolicy("studio", denyOthers),
      apiAuthorizer("studio"),
      apiPath("studio", "/{userId}"),
      guardedMethod("studio", "/{userId}"),
      proxy("studio", "/{userId}"),
      apiPermission("authorizer", `${executionArn("studio")}/authorizers/*`),
      apiPermission("target", `${executionArn("studio")}/studio/GET/*`),
    );
  });
  return () => {
    if (api === undefined) {
      throw new Error("the API exists only during tests");
    }
    return api;
  };
}
