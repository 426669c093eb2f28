import { expect } from "chai";
import { ApiGateway } from "../../../../local/aws/api-gateway/service";
import { AwsError } from "../../../../local/aws/core/aws-error";
import { allowAll, eachTestWithAnApi, hubEndpoint } from "../../support/api-gateway";
import {
  apiId,
  apiPath,
  apiPermission,
  apiPolicy,
  executionArn,
  invocationUri,
  openMethod,
  proxy,
  restApi,
} from "../../support/api-gateway-wanted";
import { put, region } from "../../support/local-aws";
import { lambda } from "../../support/wanted";

const broken = { status: 502, body: '{"message":"Internal server error"}' };
const misconfigured = { status: 500, body: '{"message":"Internal server error"}' };
const host = `${apiId("studio")}.execute-api.${region}.amazonaws.com`;

describe("A method of a REST API that a function answers", () => {
  const api = eachTestWithAnApi();

  it("gives the function the request", async () => {
    await api().deploy("1", { variables: { colour: "blue" } });

    await api().call("/studio/alice?plus=a+b&email=a%2Bb%40c", {
      headers: { authorization: "Bearer token", Accept: "text/html", "user-agent": "test" },
    });

    const { name, event } = api().calls[1] ?? {};
    const headers = {
      authorization: "Bearer token",
      Accept: "text/html",
      "user-agent": "test",
      Host: host,
      "X-Forwarded-For": "192.168.10.7",
      "X-Forwarded-Port": "443",
      "X-Forwarded-Proto": "https",
    };
    expect(name).to.equal("target");
    expect(event).to.deep.include({
      resource: "/{userId}",
      path: "/alice",
      httpMethod: "GET",
      headers,
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, [value]])),
      queryStringParameters: { plus: "a b", email: "a+b@c" },
      multiValueQueryStringParameters: { plus: ["a b"], email: ["a+b@c"] },
      pathParameters: { userId: "alice" },
      stageVariables: { colour: "blue" },
      body: null,
      isBase64Encoded: false,
    });
    expect(event).to.have.nested.property("requestContext.identity.userAgent", "test");
    expect(event)
      .to.have.nested.property("requestContext.requestId")
      .that.matches(/^[0-9a-f-]{36}$/);
  });

  it("gives functions the last of several headers of one name, and lists them all beside", async () => {
    await api().deploy();

    await api().call("/studio/alice", {
      headers: { authorization: "Bearer a, Bearer b", accept: "text/html" },
      headerLists: { authorization: ["Bearer a", "Bearer b"], accept: ["text/html"] },
    });

    for (const { event } of api().calls) {
      expect(event).to.have.nested.property("headers.authorization", "Bearer b");
      expect(event).to.have.nested.property("headers.accept", "text/html");
      expect(event).to.have.deep.nested.property("multiValueHeaders.authorization", ["Bearer a", "Bearer b"]);
      expect(event).to.have.deep.nested.property("multiValueHeaders.accept", ["text/html"]);
    }
    expect(api().called).to.deep.equal(["authorizer", "target"]);
  });

  it("gives nothing where there is nothing", async () => {
    await api().put(apiPolicy("studio", allowAll), openMethod("studio", "/"), proxy("studio", "/"));
    await api().deploy();
    await api().call("/studio/");

    expect(api().calls[0]?.event).to.deep.include({
      path: "/",
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
    });
  });

  it("hands back status, headers and body as the function gives them", async () => {
    await api().deploy();
    api().functions.target = () => ({
      statusCode: 302,
      headers: { Location: "https://studio.example", "X-Number": 1 },
      multiValueHeaders: { "Cache-Control": ["no-store", "private"] },
      body: "",
    });

    expect(await api().call("/studio/alice")).to.deep.equal({
      status: 302,
      headers: {
        "content-type": "application/json",
        location: "https://studio.example",
        "x-number": "1",
        "cache-control": "no-store, private",
      },
      body: "",
    });
  });

  for (const [what, answer] of [
    ["nothing", null],
    ["text", "hello"],
    ["no status", { body: "hello" }],
    ["a status that is none", { statusCode: 99, body: "" }],
    ["a body that isn't text", { statusCode: 200, body: { hello: "world" } }],
    ["an unknown member", { statusCode: 200, body: "", cookies: ["a=b"] }],
  ] as const) {
    it(`fails when the function answers ${what}`, async () => {
      await api().deploy();
      api().functions.target = () => answer;

      expect(await api().call("/studio/alice")).to.include(broken);
    });
  }

  it("fails without a word when the function throws", async () => {
    await api().deploy();
    api().functions.target = () => {
      throw new Error("the password is secret");
    };

    expect(await api().call("/studio/alice")).to.include(broken);
  });

  it("refuses what is more than Lambda takes", async () => {
    await api().deploy();
    api().functions.target = () => {
      throw new AwsError("RequestEntityTooLargeException", "Request must be smaller than 6291456 bytes", 413);
    };

    expect(await api().call("/studio/alice")).to.include({ status: 413, body: '{"message":"Request Too Long"}' });
  });

  it("takes no permission of a function of the same name in another region", async () => {
    const elsewhere = { region: "us-east-1", as: "elsewhere" };
    const all = apiPermission("target", `${executionArn("studio")}/*`);
    await api().put(
      apiPermission("target", `${executionArn("studio")}/studio/POST/*`),
      lambda("target", {}, elsewhere),
      { ...all, ...elsewhere },
    );
    await api().deploy();

    expect(await api().call("/studio/alice")).to.include(misconfigured);
  });

  it("gives up after the integration's time", async () => {
    await api().put(proxy("studio", "/{userId}", "GET", { timeoutMilliseconds: 50 }));
    await api().deploy();
    api().functions.target = () => new Promise(() => {});

    expect(await api().call("/studio/alice")).to.include({
      status: 504,
      body: '{"message":"Endpoint request timed out"}',
    });
  });

  for (const [what, wanted] of [
    ["without a permission for the method", [apiPermission("target", `${executionArn("studio")}/studio/POST/*`)]],
    ["with a permission for another API", [apiPermission("target", `${executionArn("other")}/*`)]],
    ["when there is no such function", [proxy("studio", "/{userId}", "GET", { uri: invocationUri("absent") })]],
    [
      "when it calls Lambda by another verb than POST",
      [proxy("studio", "/{userId}", "GET", { integrationHttpMethod: "GET" })],
    ],
  ] as const) {
    it(`fails ${what}`, async () => {
      await api().put(...wanted);
      await api().deploy();

      expect(await api().call("/studio/alice")).to.include(misconfigured);
      expect(api().called).to.not.include("target");
    });
  }

  it("sends bodies in base64, and takes such answers, for the types that the API lists as binary", async () => {
    const inputs = { endpointConfiguration: { types: "PRIVATE" }, binaryMediaTypes: ["image/png"] };
    await api().put(restApi("studio", inputs));
    await api().deploy();
    const base64 = Buffer.from("picture").toString("base64");
    api().functions.target = () => ({ statusCode: 200, body: base64, isBase64Encoded: true });
    const headers = { authorization: "Bearer token", "content-type": "image/png" };

    expect((await api().call("/studio/alice", { headers, body: "picture" })).body).to.equal(base64);
    expect(api().calls[1]?.event).to.deep.include({ body: base64, isBase64Encoded: true });
    const accepting = { ...headers, accept: "image/png, */*" };
    expect((await api().call("/studio/alice", { headers: accepting })).body).to.equal("picture");
  });

  it("serves any HTTP method of a path with ANY, and calls a function for the method", async () => {
    await api().put(
      apiPolicy("studio", allowAll),
      apiPath("studio", "/any"),
      openMethod("studio", "/any", "ANY"),
      proxy("studio", "/any", "ANY"),
      apiPermission("target", `${executionArn("studio")}/studio/PUT/any`),
    );
    await api().deploy();

    expect(await api().statusOf("/studio/any", { method: "PUT", body: "text" })).to.equal(200);
    expect(api().calls[0]?.event).to.deep.include({ httpMethod: "PUT", body: "text" });
    expect(await api().statusOf("/studio/any", { method: "POST" })).to.equal(500);
  });

  it("works with functions that Lambda runs", async () => {
    await api().deploy();
    const { aws } = api();
    const code = (text: string) => ({
      code: { files: { "index.mjs": `export const handler = (event) => (${text});` } },
    });
    await put(
      aws,
      lambda(
        "authorizer",
        code(`{
          principalId: "alice",
          policyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: event.methodArn }] },
          context: { userId: event.headers.authorization.slice(7) },
        }`),
      ),
    );
    await put(aws, lambda("target", code("{ statusCode: 200, body: event.requestContext.authorizer.userId }")));
    const gateway = new ApiGateway(aws.world, (place, name, event) => aws.lambda.invoke(place, name, event));
    const [endpoint] = api().endpoints.filter(({ id }) => id === hubEndpoint);

    const { body } = await gateway.answer(
      {
        method: "GET",
        url: new URL(`https://${host}/studio/alice`),
        headers: { authorization: "Bearer alice" },
        body: new Uint8Array(),
      },
      { caller: undefined, via: endpoint && { endpoint, sourceAddress: "192.168.10.7" } },
    );

    expect(body).to.equal("alice");
  });
});
