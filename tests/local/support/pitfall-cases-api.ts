import type { PitfallNumber } from "../../../local/aws/pitfalls";
import { allowAll, arnOf, denyOthers, hubEndpoint, otherEndpoint, returning, type TestApi } from "./api-gateway";
import {
  apiAccount,
  apiAuthorizer,
  apiPermission,
  apiPolicy,
  apiSettings,
  executionArn,
  invocationUri,
  openMethod,
  proxy,
} from "./api-gateway-wanted";
import type { SetClock } from "./clock";
import { policyText, trusting } from "./local-aws";
import { role } from "./wanted";

/** A change to an API that works, accepted by AWS, and what a caller sees without it and with it. */
export interface ApiPitfallCase {
  readonly row: PitfallNumber;
  /** Done before the API is deployed, unless it deploys the API itself. */
  readonly change: (api: TestApi) => Promise<void>;
  readonly see: (api: TestApi, clock: SetClock) => Promise<unknown>;
  readonly usually: unknown;
  readonly shows: unknown;
}

const remembering = apiAuthorizer("studio", { authorizerResultTtlInSeconds: 300 });

const throughHub = { ...allowAll, Condition: { StringEquals: { "aws:SourceVpce": hubEndpoint } } };

/** Cases of API Gateway's rows in local/aws/pitfalls.ts. */
export const apiPitfallCases: readonly ApiPitfallCase[] = [
  {
    row: "P30",
    async change(api) {
      await api.put(apiPolicy("studio", allowAll));
      await api.deploy();
      await api.put(apiPolicy("studio", denyOthers));
    },
    see: (api) => api.statusOf("/studio/alice", { through: otherEndpoint }),
    usually: 403,
    shows: 200,
  },
  {
    row: "P31",
    change: (api) => api.put(apiPolicy("studio", throughHub)),
    see: (api) => api.statusOf("/studio/alice", { through: otherEndpoint }),
    usually: 403,
    shows: 200,
  },
  {
    row: "P32",
    change: (api) => api.put(apiPolicy("studio", throughHub)),
    see: (api) => api.statusOf("/studio/bob"),
    usually: 403,
    shows: 200,
  },
  {
    row: "P33",
    change: (api) => api.put(remembering),
    async see(api) {
      const first = await api.statusOf("/studio/alice");
      api.functions.authorizer = () => returning("Allow", arnOf("/alice-2"));
      return [first, await api.statusOf("/studio/alice-2")];
    },
    usually: [200, 200],
    shows: [200, 403],
  },
  {
    row: "P34",
    change: (api) => api.put(remembering),
    async see(api, clock) {
      const first = await api.statusOf("/studio/alice");
      clock.move(299);
      api.functions.authorizer = () => {
        throw new Error("Unauthorized");
      };
      return [first, await api.statusOf("/studio/alice")];
    },
    usually: [200, 401],
    shows: [200, 200],
  },
  {
    row: "P35",
    change: (api) => api.put(openMethod("studio", "/{userId}")),
    see: (api) => api.statusOf("/studio/alice"),
    usually: 200,
    shows: 403,
  },
  {
    row: "P36",
    async change(api) {
      const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } };
      api.putEndpoint(hubEndpoint, { ...allowAll, Condition });
    },
    see: (api) => api.statusOf("/studio/alice"),
    usually: 200,
    shows: 403,
  },
  {
    row: "P37",
    change: (api) => api.put(apiPermission("target", `${executionArn("studio")}/test/GET/*`)),
    see: (api) => api.call("/studio/alice").then(({ status, body }) => [status, body]),
    usually: [200, "hello"],
    shows: [500, '{"message":"Internal server error"}'],
  },
  {
    row: "P38",
    change: (api) => api.put(proxy("studio", "/{userId}", "GET", { uri: invocationUri("absent") })),
    see: (api) => api.statusOf("/studio/alice"),
    usually: 200,
    shows: 500,
  },
  {
    row: "P39",
    change: (api) => api.put(proxy("studio", "/{userId}", "GET", { integrationHttpMethod: "GET" })),
    see: (api) => api.statusOf("/studio/alice"),
    usually: 200,
    shows: 500,
  },
  {
    row: "P40",
    async change(api) {
      api.functions.authorizer = () => ({ ...returning("Allow", arnOf("/alice")), context: { groups: ["a"] } });
    },
    see: (api) => api.statusOf("/studio/alice"),
    usually: 200,
    shows: 500,
  },
  {
    row: "P41",
    async change(api) {
      const trust = policyText(trusting({ Service: "apigateway.amazonaws.com" }));
      await api.deploy();
      await api.put(
        role("logs", { assumeRolePolicy: trust }),
        apiAccount("logs"),
        apiSettings("studio", { loggingLevel: "INFO", dataTraceEnabled: true }),
      );
    },
    async see(api) {
      api.functions.target = () => ({ statusCode: 200, body: "https://studio.example?token=secret" });
      await api.call("/studio/alice");
      return api.gateway.executionLogs.some((line) => line.includes("secret"));
    },
    usually: false,
    shows: true,
  },
  {
    row: "P42",
    change: (api) =>
      api.put(proxy("studio", "/{userId}", "GET", { type: "MOCK", requestTemplates: { "application/json": "{}" } })),
    see: (api) => api.statusOf("/studio/alice"),
    usually: 200,
    shows: 500,
  },
];
