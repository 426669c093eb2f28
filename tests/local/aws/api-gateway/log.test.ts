import { expect } from "chai";
import { allowAll, arnOf, eachTestWithAnApi, returning } from "../../support/api-gateway";
import { apiAccount, apiId, apiPolicy, apiSettings, pathId } from "../../support/api-gateway-wanted";
import { SetClock } from "../../support/clock";
import { failure } from "../../support/failure";
import { parentAccount, policyText, region, trusting, type Wanted } from "../../support/local-aws";
import { logGroup, role } from "../../support/wanted";

const apiLogs = role("logs", { assumeRolePolicy: policyText(trusting({ Service: "apigateway.amazonaws.com" })) });

const logging = (format: string) => ({
  accessLogSettings: { destinationArn: `arn:aws:logs:${region}:${parentAccount}:log-group:/api`, format },
});

const response = (responseType: string, inputs = {}): Wanted => ({
  type: "aws:apigateway/response:Response",
  as: responseType,
  inputs: { restApiId: apiId("studio"), responseType, ...inputs },
});

describe("A stage of a REST API", () => {
  const clock = new SetClock();
  const api = eachTestWithAnApi(clock);
  const lines = () => api().gateway.accessLogs;

  beforeEach(async () => {
    clock.set("2026-11-22T10:00:00Z");
    await api().put(apiLogs, logGroup("/api"), apiAccount("logs"));
    const context = { userId: 'al"ice' };
    api().functions.authorizer = () => ({ ...returning("Allow", arnOf("/alice")), context });
  });

  it("writes a line for each call, in its format", async () => {
    const names = [
      "httpMethod resourcePath resourceId path status stage apiId accountId domainName protocol responseLength",
      "requestTime requestTimeEpoch identity.sourceIp identity.vpceId identity.userAgent authorizer.userId",
      "authorizer.principalId error.responseType integration.requestId",
    ].flatMap((line) => line.split(" "));
    const format = JSON.stringify(Object.fromEntries(names.map((name) => [name, `$context.${name}`])));
    await api().deploy("1", logging(format));

    await api().call("/studio/alice?secret=1");

    const [line = ""] = lines();
    expect(JSON.parse(line)).to.deep.equal({
      httpMethod: "GET",
      resourcePath: "/{userId}",
      resourceId: pathId("studio", "/{userId}"),
      path: "/studio/alice",
      status: "200",
      stage: "studio",
      apiId: apiId("studio"),
      accountId: parentAccount,
      domainName: `${apiId("studio")}.execute-api.${region}.amazonaws.com`,
      protocol: "HTTP/1.1",
      responseLength: "5",
      requestTime: "22/Nov/2026:10:00:00 +0000",
      requestTimeEpoch: String(Date.UTC(2026, 10, 22, 10)),
      "identity.sourceIp": "192.168.10.7",
      "identity.vpceId": "vpce-0aaaaaaaaaaaaaaaa",
      "identity.userAgent": "-",
      "authorizer.userId": 'al"ice',
      "authorizer.principalId": "alice",
      "error.responseType": "-",
      "integration.requestId": "-",
    });
  });

  it("writes why API Gateway refused a call, also one that found no method", async () => {
    const format = "$context.status $context.error.responseType $context.error.messageString $context.resourcePath";
    await api().deploy("1", logging(format));

    await api().call("/studio/alice", { headers: {} });
    await api().call("/studio/bob");
    await api().call("/studio/alice/more");
    await api().call("/other/alice");

    expect(lines()).to.deep.equal([
      '401 UNAUTHORIZED "Unauthorized" /{userId}',
      '403 ACCESS_DENIED "User is not authorized to access this resource" /{userId}',
      '403 MISSING_AUTHENTICATION_TOKEN "Missing Authentication Token" -',
    ]);
  });

  it("writes nothing when it has no format", async () => {
    await api().deploy();
    await api().call("/studio/alice");

    expect(lines()).to.deep.equal([]);
    expect(api().gateway.executionLogs).to.deep.equal([]);
  });

  for (const variable of ["$context.colour", "$input.params", "$context.identity.password"]) {
    it(`names ${variable}, which it doesn't know`, async () => {
      await api().deploy("1", logging(variable));

      expect((await failure(api().call("/studio/alice"))).message).to.equal(
        `the local AWS doesn't know API Gateway's variable ${variable}`,
      );
    });
  }

  it("writes presigned URLs into the execution log when whole requests are traced, but no token", async () => {
    await api().deploy();
    await api().put(apiSettings("studio", { loggingLevel: "INFO", dataTraceEnabled: true }));
    const headers = { Location: "https://studio.example?token=secret-url" };
    api().functions.target = () => ({ statusCode: 302, headers });

    await api().call("/studio/alice", { headers: { authorization: "Bearer secret-token-of-alice" } });

    const log = api().gateway.executionLogs.join("\n");
    expect(log).to.include("secret-url");
    expect(log).to.not.include("secret-token");
  });

  for (const settings of [
    { loggingLevel: "ERROR", dataTraceEnabled: true },
    { loggingLevel: "INFO", dataTraceEnabled: false },
    { loggingLevel: "OFF", dataTraceEnabled: true },
  ]) {
    it(`traces nothing with ${JSON.stringify(settings)}`, async () => {
      await api().deploy();
      await api().put(apiSettings("studio", settings));
      await api().call("/studio/alice");

      expect(api().gateway.executionLogs).to.deep.equal([]);
    });
  }
});

describe("API Gateway's own answers", () => {
  const api = eachTestWithAnApi();
  const templates = (text: string) => ({ responseTemplates: { "application/json": text } });

  it("are those that the API has set, by their kind or else by their class", async () => {
    const text =
      '{"kind":"$context.error.responseType","why":$context.error.messageString,"user":"$context.authorizer.userId"}';
    await api().put(
      response("UNAUTHORIZED", {
        ...templates(text),
        statusCode: "418",
        responseParameters: { "gatewayresponse.header.Cache-Control": "'no-store'" },
      }),
      response("DEFAULT_4XX", templates('{"other":"$context.error.message"}')),
    );
    await api().deploy();

    expect(await api().call("/studio/alice", { headers: {} })).to.deep.equal({
      status: 418,
      headers: {
        "content-type": "application/json",
        "x-amzn-errortype": "UnauthorizedException",
        "cache-control": "no-store",
      },
      body: '{"kind":"UNAUTHORIZED","why":"Unauthorized","user":""}',
    });
    expect(await api().call("/studio/bob")).to.include({
      status: 403,
      body: '{"other":"User is not authorized to access this resource"}',
    });
    expect((await api().call("/studio")).body).to.equal('{"other":"Missing Authentication Token"}');
  });

  it("for failures are set apart from those for refusals", async () => {
    await api().put(apiPolicy("studio", allowAll), response("DEFAULT_5XX", templates('{"failed":true}')));
    await api().deploy();
    api().functions.target = () => "no answer";

    expect(await api().call("/studio/alice")).to.include({ status: 502, body: '{"failed":true}' });
    expect((await api().call("/studio")).body).to.equal('{"message":"Missing Authentication Token"}');
  });

  it("show a change only once it is deployed again", async () => {
    await api().deploy();
    await api().put(response("DEFAULT_4XX", templates("{}")));

    await api().deploy("1");
    expect((await api().call("/studio")).body).to.equal('{"message":"Missing Authentication Token"}');
    await api().deploy("2");
    expect((await api().call("/studio")).body).to.equal("{}");
  });

  it("accept only fixed headers", async () => {
    const responseParameters = { "gatewayresponse.header.Origin": "method.request.header.Origin" };
    await api().put(response("DEFAULT_4XX", { responseParameters }));
    await api().deploy();

    expect((await failure(api().call("/studio"))).message).to.equal(
      "the local AWS doesn't understand API Gateway's response parameter gatewayresponse.header.Origin: method.request.header.Origin",
    );
  });
});
