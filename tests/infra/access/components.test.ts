import { expect } from "chai";
import { CrossAccountInvokeRole } from "../../../infra/access/cross-account-invoke-role";
import { EndpointInvoker } from "../../../infra/access/endpoint-invoker";
import { StudioAccess } from "../../../infra/access/studio-access";
import { StudioUserPool } from "../../../infra/access/studio-user-pool";
import { evaluateOnce, type Registered } from "../../support/evaluate";

const place = { account: "111122223333", region: "eu-west-1", suffix: "shared" };

function programs(): Promise<Registered[]> {
  return evaluateOnce(["components"], false, () => {
    new CrossAccountInvokeRole("invoke", { ...place, children: ["333333333333"], endpoints: ["iris"] });
    new EndpointInvoker("invoker", {
      ...place,
      roleArn: "arn:aws:iam::222222222222:role/SageMakerExternal",
      externalId: "222222222222",
      endpointRegion: "eu-west-1",
      endpoints: ["iris"],
    });
    new EndpointInvoker("streamer", {
      ...place,
      suffix: "lob-a",
      roleArn: "arn:aws:iam::222222222222:role/SageMakerExternal",
      externalId: "222222222222",
      endpointRegion: "eu-west-1",
      endpoints: ["iris"],
      streaming: true,
    });
    new StudioUserPool("users", { suffix: "shared" });
    new StudioAccess("studio", {
      ...place,
      executeApiEndpointId: "vpce-0123456789abcdef0",
      placement: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
      userPool: { id: "eu-west-1_AbCdEfGhI", clientId: "client" },
      lobs: [{ name: "lob-a", account: "333333333333" }],
    });
  });
}

const area = "sagemaker-multi-account:access";

/** Names of what each component of this area holds, and of what stands in the stack itself. */
function contents(resources: readonly Registered[]): Record<string, string[]> {
  const holders = [...new Set(resources.map(({ within }) => within))].filter((type) => !type.includes(":compute:"));
  return Object.fromEntries(
    holders.map((holder) => [
      holder,
      resources
        .filter(({ within }) => within === holder)
        .map(({ name }) => name)
        .sort(),
    ]),
  );
}

describe("The components of infra/access", () => {
  it("hold what they make, so that it moves, and is destroyed, with them", async () => {
    expect(contents(await programs())).to.deep.equal({
      "pulumi:pulumi:Stack": ["invoke", "invoker", "streamer", "studio", "users"],
      [`${area}:CrossAccountInvokeRole`]: ["invoke-attachment", "invoke-policy", "invoke-role"],
      [`${area}:EndpointInvoker`]: [
        "invoker-alarms",
        "invoker-invoke-endpoint",
        "streamer-alarms",
        "streamer-invoke-endpoint",
        "streamer-invoke-endpoint-stream",
        "streamer-stream-alarms",
      ],
      [`${area}:StudioSignInPage`]: [
        "studio-api-sign-in-page-answer",
        "studio-api-sign-in-page-get",
        "studio-api-sign-in-page-integration",
        "studio-api-sign-in-page-response",
      ],
      [`${area}:StudioUserPool`]: ["users-client", "users-pool"],
      [`${area}:StudioAccess`]: [
        "studio-alarms",
        "studio-api",
        "studio-authorizer",
        "studio-authorizer-alarms",
        "studio-directory",
        "studio-presigned-url",
        "studio-presigned-url-alarms",
      ],
      [`${area}:StudioDirectory`]: ["studio-directory-lob-lob-a", "studio-directory-lobs", "studio-directory-users"],
      [`${area}:StudioApi`]: [
        "studio-api-ACCESS_DENIED",
        "studio-api-DEFAULT_4XX",
        "studio-api-DEFAULT_5XX",
        "studio-api-INTEGRATION_TIMEOUT",
        "studio-api-MISSING_AUTHENTICATION_TOKEN",
        "studio-api-THROTTLED",
        "studio-api-UNAUTHORIZED",
        "studio-api-authorizer",
        "studio-api-authorizer-permission",
        "studio-api-deployment",
        "studio-api-get",
        "studio-api-get-integration",
        "studio-api-get-permission",
        "studio-api-policy",
        "studio-api-rest-api",
        "studio-api-sign-in-page",
        "studio-api-stage",
        "studio-api-user",
      ],
      [`${area}:StudioApiStage`]: [
        "studio-api-stage-access-logs",
        "studio-api-stage-account",
        "studio-api-stage-logs-policy",
        "studio-api-stage-logs-role",
        "studio-api-stage-settings",
        "studio-api-stage-stage",
      ],
      [`${area}:StudioAlarms`]: [
        "studio-alarms-5XXError",
        "studio-alarms-AuthorizerFailures",
        "studio-alarms-AuthorizerFailures-filter",
        "studio-alarms-DeniedCalls",
        "studio-alarms-DeniedCalls-filter",
        "studio-alarms-UnauthorizedCalls",
        "studio-alarms-UnauthorizedCalls-filter",
        "studio-alarms-lobs-ReadThrottleEvents",
        "studio-alarms-users-ReadThrottleEvents",
      ],
    });
  });

  it("export their outputs", async () => {
    const own = (await programs()).filter(({ type }) => type.startsWith(area));
    expect(Object.fromEntries(own.map(({ name, outputs }) => [name, outputs]))).to.deep.equal({
      invoke: {
        roleArn: "arn:mock:invoke-role",
        externalId: "111122223333",
        children: ["333333333333"],
        endpoints: ["iris"],
        streaming: false,
        studio: false,
      },
      invoker: {
        functionName: "invoke-endpoint-shared",
        functionArn: "arn:mock:invoker-invoke-endpoint-function",
        roleArn: "arn:mock:invoker-invoke-endpoint-role",
      },
      streamer: {
        functionName: "invoke-endpoint-lob-a",
        functionArn: "arn:mock:streamer-invoke-endpoint-function",
        roleArn: "arn:mock:streamer-invoke-endpoint-role",
        stream: {
          functionName: "invoke-endpoint-stream-lob-a",
          functionArn: "arn:mock:streamer-invoke-endpoint-stream-function",
          roleArn: "arn:mock:streamer-invoke-endpoint-stream-role",
        },
      },
      users: { id: "users-pool-id", arn: "arn:mock:users-pool", clientId: "users-client-id" },
      studio: {
        apiId: "studio-api-rest-api-id",
        apiUrl: "https://studio-api-rest-api-id.execute-api.eu-west-1.amazonaws.com/studio/",
        usersTableName: "studio-users-shared",
        lobsTableName: "studio-lobs-shared",
        functionRoleArn: "arn:mock:studio-presigned-url-role",
      },
      "studio-directory": { usersTableName: "studio-users-shared", lobsTableName: "studio-lobs-shared" },
      "studio-api": {
        apiId: "studio-api-rest-api-id",
        apiUrl: "https://studio-api-rest-api-id.execute-api.eu-west-1.amazonaws.com/studio/",
        accessLogGroupName: "/aws/apigateway/studio-shared",
      },
      "studio-api-sign-in-page": {},
      "studio-api-stage": { accessLogGroupName: "/aws/apigateway/studio-shared" },
      "studio-alarms": {},
    });
  });
});
