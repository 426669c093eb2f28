import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { definitionHash } from "../../../infra/access/definition-hash";
import { signInDocument } from "../../../infra/access/sign-in-page/document";
import { StudioApi, type StudioApiArgs } from "../../../infra/access/studio-api";
import { evaluate, only, type Registered } from "../../support/evaluate";

const lambda = (name: string) => ({
  functionName: name,
  functionArn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
});

const args: StudioApiArgs = {
  account: "111122223333",
  region: "eu-west-1",
  suffix: "shared",
  endpointId: "vpce-0123456789abcdef0",
  authorizer: lambda("studio-authorizer-shared"),
  presignedUrl: lambda("studio-presigned-url-shared"),
  clientId: "0123456789abcdefghijklmnop",
  logRetentionDays: 30,
};

function register(overrides: Partial<StudioApiArgs> = {}, preview = false): Promise<Registered[]> {
  return evaluate(() => {
    new StudioApi("api", { ...args, ...overrides });
  }, preview);
}

/** What each resource waits for besides its inputs; in the mocks' haste some order comes about by itself. */
async function declaredWaits(): Promise<Map<string, string[]>> {
  const waits = new Map<string, string[]>();
  const note: pulumi.ResourceTransformation = ({ name, opts: { dependsOn } }) => {
    if (dependsOn !== undefined) {
      pulumi
        .output(dependsOn)
        .apply((resources) => pulumi.all([resources].flat().map(({ urn }) => urn)))
        .apply((urns) =>
          waits.set(
            name,
            urns.map((urn) => urn.slice(urn.lastIndexOf(":") + 1)),
          ),
        );
    }
    return undefined;
  };
  await evaluate(() => {
    new StudioApi("api", args, { transformations: [note] });
  });
  return waits;
}

const api = "arn:aws:execute-api:eu-west-1:111122223333:api-rest-api-id";

function invocations(name: string): string {
  return `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${lambda(name).functionArn}/invocations`;
}

const deploymentType = "aws:apigateway/deployment:Deployment";

function trigger(resources: readonly Registered[]): unknown {
  return only(resources, deploymentType).inputs.triggers;
}

describe("StudioApi", () => {
  it("is private, with the hub's endpoint as the only way in", async () => {
    const resources = await register();
    expect(only(resources, "aws:apigateway/restApi:RestApi").inputs).to.deep.equal({
      name: "studio-shared",
      description: "Presigned URLs of Studio domains, only from inside the network",
      endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: ["vpce-0123456789abcdef0"] },
    });
    const { restApiId, policy } = only(resources, "aws:apigateway/restApiPolicy:RestApiPolicy").inputs;
    expect(restApiId).to.equal("api-rest-api-id");
    expect(JSON.parse(String(policy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ThroughTheHubAlone",
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "execute-api:Invoke",
          Resource: `${api}/*`,
          Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
        },
        {
          Sid: "SignInPage",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "execute-api:Invoke",
          Resource: `${api}/studio/GET/`,
        },
      ],
    });
  });

  it("has one method for users, which the authorizer guards and the function answers", async () => {
    const resources = await register();
    expect(only(resources, "aws:apigateway/resource:Resource").inputs).to.deep.equal({
      restApi: "api-rest-api-id",
      pathPart: "{userId}",
    });
    expect(only(resources, "api-get").inputs).to.deep.equal({
      restApi: "api-rest-api-id",
      resourceId: "api-user-id",
      httpMethod: "GET",
      authorization: "CUSTOM",
      authorizerId: "api-authorizer-id",
      requestParameters: {
        "method.request.path.userId": true,
        "method.request.querystring.landingUri": false,
        "method.request.querystring.space": false,
      },
    });
    expect(only(resources, "api-get-integration").inputs).to.deep.equal({
      restApi: "api-rest-api-id",
      resourceId: "api-user-id",
      httpMethod: "GET",
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: invocations("studio-presigned-url-shared"),
      timeoutMilliseconds: 29_000,
    });
  });

  it("asks the authorizer at every call and remembers no result, so that an expired token is refused at once", async () => {
    expect(only(await register(), "aws:apigateway/authorizer:Authorizer").inputs).to.deep.equal({
      restApi: "api-rest-api-id",
      name: "studio-authorizer-shared",
      type: "REQUEST",
      authorizerUri: invocations("studio-authorizer-shared"),
      identitySource: "method.request.header.Authorization",
      authorizerResultTtlInSeconds: 0,
    });
  });

  it("may call the two functions, each from its own place in the API", async () => {
    const permissions = (await register()).filter(({ type }) => type === "aws:lambda/permission:Permission");
    expect(permissions.map(({ inputs }) => inputs)).to.have.deep.members(
      [
        { function: "studio-authorizer-shared", sourceArn: `${api}/authorizers/api-authorizer-id` },
        { function: "studio-presigned-url-shared", sourceArn: `${api}/studio/GET/*` },
      ].map((own) => ({
        statementId: "StudioApi",
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        ...own,
      })),
    );
  });

  it("is deployed after all that a deployment freezes, and its stage after the account's logging role", async () => {
    const waits = await declaredWaits();
    expect(waits.get("api-deployment")).to.have.members([
      "api-policy",
      "api-authorizer",
      "api-get",
      "api-get-integration",
      "api-sign-in-page-get",
      "api-sign-in-page-integration",
      "api-sign-in-page-response",
      "api-sign-in-page-answer",
      "api-ACCESS_DENIED",
      "api-MISSING_AUTHENTICATION_TOKEN",
      "api-UNAUTHORIZED",
      "api-THROTTLED",
      "api-INTEGRATION_TIMEOUT",
      "api-DEFAULT_4XX",
      "api-DEFAULT_5XX",
    ]);
    expect(waits.get("api-stage-stage")).to.deep.equal(["api-stage-account"]);
    expect(waits.get("api-stage-account")).to.deep.equal(["api-stage-logs-policy"]);
  });

  it("answers the sign-in page itself, to every caller through the endpoint", async () => {
    const resources = await register();
    const key = { restApi: "api-rest-api-id", httpMethod: "GET" };
    expect(only(resources, "api-sign-in-page-get").inputs).to.deep.equal({ ...key, authorization: "NONE" });
    expect(only(resources, "api-sign-in-page-integration").inputs).to.deep.equal({
      ...key,
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode":200}' },
      passthroughBehavior: "WHEN_NO_TEMPLATES",
    });
    expect(only(resources, "api-sign-in-page-response").inputs).to.deep.equal({
      ...key,
      statusCode: "200",
      responseModels: { "text/html": "Empty" },
      responseParameters: {
        "method.response.header.Content-Type": true,
        "method.response.header.Cache-Control": true,
        "method.response.header.Referrer-Policy": true,
        "method.response.header.Strict-Transport-Security": true,
        "method.response.header.X-Content-Type-Options": true,
        "method.response.header.X-Frame-Options": true,
      },
    });
    expect(only(resources, "api-sign-in-page-answer").inputs).to.deep.equal({
      ...key,
      statusCode: "200",
      responseTemplates: {
        "text/html": signInDocument({ region: "eu-west-1", clientId: "0123456789abcdefghijklmnop" }),
      },
      responseParameters: {
        "method.response.header.Content-Type": "'text/html; charset=utf-8'",
        "method.response.header.Cache-Control": "'no-store'",
        "method.response.header.Referrer-Policy": "'no-referrer'",
        "method.response.header.Strict-Transport-Security": "'max-age=31536000'",
        "method.response.header.X-Content-Type-Options": "'nosniff'",
        "method.response.header.X-Frame-Options": "'DENY'",
      },
    });
    const waits = await declaredWaits();
    expect(waits.get("api-sign-in-page-answer")).to.deep.equal([
      "api-sign-in-page-integration",
      "api-sign-in-page-response",
    ]);
  });

  it("is deployed again when policy, authorizer, path, method, integration, page or own answers change", async () => {
    const resources = await register();
    const inputs = (typeOrName: string) =>
      only(resources, typeOrName.includes(":") ? `aws:apigateway/${typeOrName}` : typeOrName).inputs;
    const gatewayResponses = resources
      .filter(({ type }) => type === "aws:apigateway/response:Response")
      .map(({ inputs: { restApiId, ...response } }) => response);
    expect(trigger(resources)).to.deep.equal({
      definition: definitionHash({
        page: {
          integrationInputs: inputs("api-sign-in-page-integration"),
          answerInputs: inputs("api-sign-in-page-answer"),
        },
        policyInputs: inputs("restApiPolicy:RestApiPolicy"),
        authorizerInputs: inputs("authorizer:Authorizer"),
        resourceInputs: inputs("resource:Resource"),
        methodInputs: inputs("api-get"),
        integrationInputs: inputs("api-get-integration"),
        gatewayResponses,
      }),
    });
    const triggers = [
      resources,
      await register({ endpointId: "vpce-0fedcba9876543210" }),
      await register({ authorizer: lambda("another-authorizer") }),
      await register({ presignedUrl: lambda("another-function") }),
      await register({ clientId: "another-client" }),
    ].map((each) => JSON.stringify(trigger(each)));
    expect(new Set(triggers).size).to.equal(5);
  });

  it("is not deployed again when nothing that a deployment freezes changes", async () => {
    const before = trigger(await register());
    expect(trigger(await register())).to.deep.equal(before);
    expect(trigger(await register({ logRetentionDays: 365 }))).to.deep.equal(before);
  });

  it("names what it makes for those who find it in AWS", async () => {
    const resources = await register();
    expect(only(resources, "api-stage-logs-role").inputs.description).to.equal(
      "API Gateway writes the logs of this account's APIs under it",
    );
    expect(only(resources, "api-stage-logs-policy").inputs.name).to.equal("PushApiLogs");
  });

  it("counts and throttles calls, and keeps execution logs and traces off", async () => {
    const resources = await register();
    expect(only(resources, "aws:apigateway/methodSettings:MethodSettings").inputs).to.deep.equal({
      restApi: "api-rest-api-id",
      stageName: "studio",
      methodPath: "*/*",
      settings: {
        metricsEnabled: true,
        loggingLevel: "OFF",
        dataTraceEnabled: false,
        throttlingRateLimit: 50,
        throttlingBurstLimit: 100,
      },
    });
    expect(only(resources, "api-stage-stage").inputs).to.deep.include({
      restApi: "api-rest-api-id",
      deployment: "api-deployment-id",
      stageName: "studio",
      xrayTracingEnabled: false,
    });
  });

  it("logs every call as one line of JSON without anything that the caller wrote or got", async () => {
    const resources = await register({ logRetentionDays: 90 });
    expect(only(resources, "aws:cloudwatch/logGroup:LogGroup").inputs).to.deep.equal({
      name: "/aws/apigateway/studio-shared",
      retentionInDays: 90,
    });
    const { accessLogSettings } = only(resources, "api-stage-stage").inputs;
    expect(accessLogSettings).to.have.property("destinationArn", "arn:mock:api-stage-access-logs");
    expect(accessLogSettings).to.have.property("format").that.does.not.include("\n");
    const format: unknown = JSON.parse(String(Object(accessLogSettings).format));
    expect(format).to.deep.equal({
      requestId: "$context.requestId",
      extendedRequestId: "$context.extendedRequestId",
      time: "$context.requestTime",
      apiId: "$context.apiId",
      method: "$context.httpMethod",
      resource: "$context.resourcePath",
      status: "$context.status",
      refusal: "$context.error.responseType",
      user: "$context.authorizer.userId",
      sourceIp: "$context.identity.sourceIp",
      vpcEndpoint: "$context.identity.vpceId",
      authorizerRequestId: "$context.authorizer.requestId",
      functionRequestId: "$context.integration.requestId",
      latency: "$context.responseLatency",
    });
  });

  it("lets only API Gateway write logs under the account's role, and nothing else", async () => {
    const resources = await register();
    const { assumeRolePolicy, name } = only(resources, "aws:iam/role:Role").inputs;
    expect(name).to.equal("StudioApiLogs-shared");
    expect(JSON.parse(String(assumeRolePolicy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ApiGateway",
          Effect: "Allow",
          Principal: { Service: "apigateway.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
    const { policy, role } = only(resources, "aws:iam/rolePolicy:RolePolicy").inputs;
    expect(role).to.equal("StudioApiLogs-shared");
    expect(JSON.parse(String(policy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PushApiLogs",
          Effect: "Allow",
          Action: [
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
            "logs:FilterLogEvents",
            "logs:GetLogEvents",
            "logs:PutLogEvents",
          ],
          Resource: "*",
        },
      ],
    });
    expect(only(resources, "aws:apigateway/account:Account").inputs).to.deep.equal({
      cloudwatchRoleArn: "arn:mock:api-stage-logs-role",
    });
  });

  it("answers with its own texts, never cached, and the same for a forbidden path as for a missing one", async () => {
    const responses = (await register()).filter(({ type }) => type === "aws:apigateway/response:Response");
    const bodies = new Map(
      responses.map(({ inputs }) => {
        expect(inputs).to.deep.include({
          restApiId: "api-rest-api-id",
          responseParameters: { "gatewayresponse.header.Cache-Control": "'no-store'" },
        });
        expect(inputs).not.to.have.property("statusCode");
        const body: unknown = JSON.parse(String(Object(inputs.responseTemplates)["application/json"]));
        expect(body).to.have.nested.property("error.requestId", "$context.requestId");
        return [inputs.responseType, body];
      }),
    );
    expect([...bodies.keys()]).to.have.members([
      "ACCESS_DENIED",
      "MISSING_AUTHENTICATION_TOKEN",
      "UNAUTHORIZED",
      "THROTTLED",
      "INTEGRATION_TIMEOUT",
      "DEFAULT_4XX",
      "DEFAULT_5XX",
    ]);
    expect(bodies.get("MISSING_AUTHENTICATION_TOKEN")).to.deep.equal(bodies.get("ACCESS_DENIED"));
    expect(bodies.get("UNAUTHORIZED")).to.deep.equal({
      error: {
        code: "Unauthorized",
        message: "Sign in again, and send the access token as Authorization: Bearer <access token>.",
        requestId: "$context.requestId",
      },
    });
  });

  it("previews before anything exists, with a policy that isn't known yet", async () => {
    const resources = await register({}, true);
    expect(resources.map(({ type }) => type)).to.have.members((await register()).map(({ type }) => type));
    expect(trigger(resources)).to.have.property("definition").that.is.not.a("string");
  });
});
