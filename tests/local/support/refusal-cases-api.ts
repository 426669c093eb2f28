import {
  apiAccount,
  apiAuthorizer,
  apiDeployment,
  apiId,
  apiPath,
  apiPermission,
  apiPolicy,
  apiSettings,
  apiStage,
  authorizerId,
  deploymentId,
  executionArn,
  guardedMethod,
  invocationUri,
  openMethod,
  proxy,
  restApi,
} from "./api-gateway-wanted";
import { childAccount, parentAccount, policyText, region, trusting, type Wanted } from "./local-aws";
import type { RefusalCase } from "./refusal-cases";
import { lambda, role } from "./wanted";

const everybody = { Sid: "All", Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" };
const openApi = [restApi("a"), apiPolicy("a", everybody), openMethod("a", "/"), proxy("a", "/")];
const deployed = [...openApi, apiDeployment("a")];
const shown = apiStage("a", deploymentId("a"));
const staged = [...deployed, shown];
const logsRole = role("logs", { assumeRolePolicy: policyText(trusting({ Service: "apigateway.amazonaws.com" })) });
const logging = {
  accessLogSettings: { destinationArn: `arn:aws:logs:${region}:${parentAccount}:log-group:/a`, format: "" },
};
const noRole = "CloudWatch Logs role ARN must be set in account settings to enable logging";
const badRole =
  "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.";
const badAuthorizer =
  "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.";
const badPathPart = "Resource's path part only allow a-zA-Z0-9._-: and curly braces at the beginning and the end.";
const badPolicy = "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";
const badUri = (uri: string) =>
  `Invalid Authorizer URI: ${uri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`;
const functionArn = (name: string) => `arn:aws:lambda:${region}:${parentAccount}:function:${name}`;
const endpoints = (types: string, ...vpcEndpointIds: readonly string[]) => ({
  endpointConfiguration: { types, vpcEndpointIds },
});
const named = (wanted: Wanted, as: string): Wanted => ({ ...wanted, as });

/** Cases of API Gateway's rows of the numbered table in local/aws/refusals.ts. */
export const apiRefusalCases: readonly RefusalCase[] = [
  {
    row: "R70",
    what: "a deployment of a private API without a policy",
    given: openApi.filter(({ type }) => !type.endsWith("RestApiPolicy")),
    refused: apiDeployment("a"),
    message: "Private REST API doesn't have a resource policy attached to it",
    accepted: [apiPolicy("a", everybody), apiDeployment("a")],
  },
  {
    row: "R71",
    what: "a deployment of an API without methods",
    given: [restApi("a"), apiPolicy("a", everybody), apiPath("a", "/users")],
    refused: apiDeployment("a"),
    message: "The REST API doesn't contain any methods",
    accepted: [openMethod("a", "/users"), proxy("a", "/users"), apiDeployment("a")],
  },
  {
    row: "R72",
    what: "a deployment of an API of which one method has no integration",
    given: [...openApi, openMethod("a", "/", "POST")],
    refused: apiDeployment("a"),
    message: "No integration defined for method",
    accepted: [proxy("a", "/", "POST"), apiDeployment("a")],
  },
  {
    row: "R73",
    what: "a stage with an access log in a region whose API Gateway has no role for logs",
    given: [logsRole, { ...apiAccount("logs"), region: "eu-central-1" }, ...deployed],
    refused: apiStage("a", deploymentId("a"), logging),
    message: noRole,
    accepted: [shown, apiAccount("logs"), apiStage("a", deploymentId("a"), logging)],
  },
  {
    row: "R73",
    what: "settings that log in a region whose API Gateway has no role for logs",
    given: [logsRole, ...staged],
    refused: apiSettings("a", { loggingLevel: "ERROR" }),
    message: noRole,
    accepted: [
      apiSettings("a", { loggingLevel: "OFF", metricsEnabled: true }),
      apiAccount("logs"),
      apiSettings("a", { loggingLevel: "ERROR" }),
    ],
  },
  {
    row: "R74",
    what: "a role for logs that trusts another service",
    given: [role("runner")],
    refused: apiAccount("runner"),
    message: badRole,
    accepted: [logsRole, apiAccount("logs")],
  },
  {
    row: "R74",
    what: "a role for logs that doesn't exist",
    refused: apiAccount("logs"),
    message: badRole,
    accepted: [logsRole, apiAccount("logs")],
  },
  {
    row: "R75",
    what: "a method with an authorizer that doesn't exist",
    given: [restApi("a")],
    refused: guardedMethod("a", "/"),
    message: badAuthorizer,
    accepted: [apiAuthorizer("a"), guardedMethod("a", "/")],
  },
  {
    row: "R75",
    what: "a method with another API's authorizer",
    given: [restApi("a"), restApi("b"), apiAuthorizer("b")],
    refused: openMethod("a", "/", "GET", { authorization: "CUSTOM", authorizerId: authorizerId("b") }),
    message: badAuthorizer,
    accepted: [openMethod("b", "/", "GET", { authorization: "CUSTOM", authorizerId: authorizerId("b") })],
  },
  {
    row: "R76",
    what: "a second path of one name",
    given: [restApi("a"), apiPath("a", "/users")],
    refused: named(apiPath("a", "/users"), "again"),
    message: "Another resource with the same parent already has this name: users",
    accepted: [apiPath("a", "/users"), apiPath("a", "/users/users"), apiPath("a", "/Users")],
  },
  {
    row: "R77",
    what: "a path with a space",
    given: [restApi("a")],
    refused: apiPath("a", "/my users"),
    message: badPathPart,
    accepted: [apiPath("a", "/my-users_1.0:x")],
  },
  {
    row: "R77",
    what: "a variable that isn't the whole part",
    given: [restApi("a")],
    refused: apiPath("a", "/user-{id}"),
    message: badPathPart,
    accepted: [apiPath("a", "/{id}"), apiPath("a", "/{id}/{rest+}")],
  },
  {
    row: "R77",
    what: "a variable beside another",
    given: [restApi("a"), apiPath("a", "/{id}")],
    refused: apiPath("a", "/{name}"),
    message: "A sibling ({id}) of this resource already has a variable path part -- only one is allowed",
    accepted: [apiPath("a", "/name"), apiPath("a", "/{id}/{name}")],
  },
  {
    row: "R77",
    what: "a path below a variable that takes all that follows",
    given: [restApi("a"), apiPath("a", "/{rest+}")],
    refused: apiPath("a", "/{rest+}/more"),
    message: "Cannot create a child of a resource with a greedy path variable: {rest+}",
    accepted: [apiPath("a", "/more")],
  },
  {
    row: "R78",
    what: "a path of an API that is in another region",
    given: [restApi("a")],
    refused: { ...apiPath("a", "/users"), region: "eu-central-1" },
    message: `Invalid API identifier specified ${parentAccount}:${apiId("a")}`,
    accepted: [apiPath("a", "/users")],
  },
  {
    row: "R78",
    what: "a policy for an API that is in another account",
    given: [restApi("a")],
    refused: { ...apiPolicy("a", everybody), account: childAccount },
    message: `Invalid API identifier specified ${childAccount}:${apiId("a")}`,
    accepted: [apiPolicy("a", everybody)],
  },
  {
    row: "R78",
    what: "a path below one that doesn't exist",
    given: [restApi("a")],
    refused: apiPath("a", "/users/me"),
    message: "Invalid Resource identifier specified",
    accepted: [apiPath("a", "/users"), apiPath("a", "/users/me")],
  },
  {
    row: "R78",
    what: "a method of a path that doesn't exist",
    given: [restApi("a")],
    refused: openMethod("a", "/users"),
    message: "Invalid Resource identifier specified",
    accepted: [openMethod("a", "/"), apiPath("a", "/users"), openMethod("a", "/users")],
  },
  {
    row: "R78",
    what: "an integration of a method that doesn't exist",
    given: [restApi("a"), openMethod("a", "/")],
    refused: proxy("a", "/", "POST"),
    message: "Invalid Method identifier specified",
    accepted: [proxy("a", "/")],
  },
  {
    row: "R78",
    what: "a stage of another API's deployment",
    given: [...deployed, restApi("b")],
    refused: apiStage("b", deploymentId("a")),
    message: "Invalid Deployment identifier specified",
    accepted: [shown],
  },
  {
    row: "R78",
    what: "settings of a stage that doesn't exist",
    given: deployed,
    refused: apiSettings("a", {}),
    message: "Invalid stage identifier specified",
    accepted: [shown, apiSettings("a", {})],
  },
  {
    row: "R79",
    what: "an API that names an endpoint that isn't there",
    refused: restApi("a", endpoints("PRIVATE", "vpce-0123456789abcdef0")),
    message: "Invalid VPC endpoint IDs specified: vpce-0123456789abcdef0",
    accepted: [restApi("a", endpoints("PRIVATE"))],
  },
  {
    row: "R79",
    what: "a public API that names an endpoint",
    refused: restApi("a", endpoints("REGIONAL", "vpce-0123456789abcdef0")),
    message: "VPCEndpoints can only be specified with PRIVATE apis.",
    accepted: [restApi("a", endpoints("REGIONAL"))],
  },
  {
    row: "R80",
    what: "an authorizer that names its function only by the ARN",
    given: [restApi("a")],
    refused: apiAuthorizer("a", { authorizerUri: functionArn("authorizer") }),
    message: badUri(functionArn("authorizer")),
    accepted: [apiAuthorizer("a")],
  },
  {
    row: "R80",
    what: "an authorizer whose call is of another region",
    given: [restApi("a")],
    refused: apiAuthorizer("a", { authorizerUri: invocationUri("authorizer").replace(region, "region") }),
    message: badUri(invocationUri("authorizer").replace(region, "region")),
    accepted: [apiAuthorizer("a")],
  },
  {
    row: "R80",
    what: "an integration that names its function only by the ARN",
    given: [restApi("a"), openMethod("a", "/")],
    refused: proxy("a", "/", "GET", { uri: functionArn("target") }),
    message: "Invalid ARN specified in the request",
    accepted: [proxy("a", "/")],
  },
  {
    row: "R80",
    what: "an integration without the HTTP method that calls Lambda",
    given: [restApi("a"), openMethod("a", "/")],
    refused: proxy("a", "/", "GET", { integrationHttpMethod: undefined }),
    message: "Enumeration value for HttpMethod must be non-empty",
    accepted: [proxy("a", "/")],
  },
  {
    row: "R81",
    what: "a second stage of one name",
    given: staged,
    refused: named(shown, "again"),
    message: "Stage already exists",
    accepted: [shown, named(apiStage("a", deploymentId("a"), { stageName: "test" }), "again")],
  },
  {
    row: "R82",
    what: "an authorizer whose results are remembered for 3,601 seconds",
    given: [restApi("a")],
    refused: apiAuthorizer("a", { authorizerResultTtlInSeconds: 3601 }),
    message: "Authorizer result TTL must be between 0 and 3600 seconds: 3601",
    accepted: [apiAuthorizer("a", { authorizerResultTtlInSeconds: 3600 })],
  },
  {
    row: "R82",
    what: "an authorizer whose results are remembered for less than no time",
    given: [restApi("a")],
    refused: apiAuthorizer("a", { authorizerResultTtlInSeconds: -1 }),
    message: "Authorizer result TTL must be between 0 and 3600 seconds: -1",
    accepted: [apiAuthorizer("a", { authorizerResultTtlInSeconds: 0 })],
  },
  {
    row: "R83",
    what: "a second permission of one id for a function",
    given: [role("runner"), lambda("f"), lambda("g"), apiPermission("f", executionArn("a"))],
    refused: named(apiPermission(functionArn("f"), executionArn("b")), "again"),
    message:
      "The statement id (Api) provided already exists. Please provide a new statement id, or remove the existing statement.",
    accepted: [
      apiPermission("f", executionArn("b")),
      apiPermission("g", executionArn("a")),
      named(apiPermission("f", executionArn("b"), { statementId: undefined }), "again"),
    ],
  },
  {
    row: "R84",
    what: "a policy that isn't JSON",
    given: [restApi("a")],
    refused: { ...apiPolicy("a"), inputs: { restApiId: apiId("a"), policy: "{" } },
    message: badPolicy,
    accepted: [apiPolicy("a", everybody)],
  },
  {
    row: "R84",
    what: "a policy with a statement that is for nobody",
    given: [restApi("a")],
    refused: apiPolicy("a", everybody, { ...everybody, Principal: undefined }),
    message: badPolicy,
    accepted: [apiPolicy("a", everybody, { ...everybody, Principal: { AWS: "*" } })],
  },
  {
    row: "R85",
    what: "a second method of one verb for a path",
    given: [restApi("a"), openMethod("a", "/")],
    refused: named(openMethod("a", "/"), "again"),
    message: "Method already exists for this resource",
    accepted: [openMethod("a", "/"), openMethod("a", "/", "ANY")],
  },
  {
    row: "R86",
    what: "an integration that may take 29,001 ms",
    given: [restApi("a"), openMethod("a", "/")],
    refused: proxy("a", "/", "GET", { timeoutMilliseconds: 29_001 }),
    message: "Timeout should be between 50 ms and 29000 ms",
    accepted: [proxy("a", "/", "GET", { timeoutMilliseconds: 29_000 })],
  },
  {
    row: "R86",
    what: "an integration that may take 49 ms",
    given: [restApi("a"), openMethod("a", "/")],
    refused: proxy("a", "/", "GET", { timeoutMilliseconds: 49 }),
    message: "Timeout should be between 50 ms and 29000 ms",
    accepted: [proxy("a", "/", "GET", { timeoutMilliseconds: 50 })],
  },
  {
    row: "R87",
    what: "a permission for a function that is in another region",
    given: [role("runner"), lambda("f")],
    refused: { ...apiPermission("f", executionArn("a")), region: "eu-central-1" },
    message: `Function not found: arn:aws:lambda:eu-central-1:${parentAccount}:function:f`,
    accepted: [apiPermission("f", executionArn("a"))],
  },
  {
    row: "R88",
    what: "a stage whose name has a dot",
    given: deployed,
    refused: apiStage("a", deploymentId("a"), { stageName: "v1.0" }),
    message: "Stage name only allows a-zA-Z0-9_-",
    accepted: [apiStage("a", deploymentId("a"), { stageName: "v1_0-b" })],
  },
];
