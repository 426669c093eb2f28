import { expect } from "chai";
import { isRecord } from "../../../../common/is-record";
import { arnOf, eachTestWithAnApi, returning } from "../../support/api-gateway";
import {
  apiAuthorizer,
  apiId,
  apiPath,
  apiPermission,
  authorizerId,
  executionArn,
  guardedMethod,
  invocationUri,
  pathId,
  proxy,
} from "../../support/api-gateway-wanted";
import { SetClock } from "../../support/clock";
import { parentAccount } from "../../support/local-aws";

const failed = { status: 500, body: '{"message":null}' };
const unauthorized = { status: 401, body: '{"message":"Unauthorized"}' };

describe("An authorizer of a REST API", () => {
  const clock = new SetClock();
  const api = eachTestWithAnApi(clock);
  const askedOf = () => api().called.filter((name) => name === "authorizer").length;

  beforeEach(() => clock.set("2026-11-22T10:00:00Z"));

  it("gets everything of a request but its body", async () => {
    await api().deploy();

    await api().call("/studio/alice?space=a&space=b%20c&landingUri=app%3AJupyterLab%3A", { body: "secret" });

    const { event } = api().calls[0] ?? {};
    expect(event).to.deep.include({
      type: "REQUEST",
      methodArn: arnOf("/alice"),
      resource: "/{userId}",
      path: "/alice",
      httpMethod: "GET",
      queryStringParameters: { space: "b c", landingUri: "app:JupyterLab:" },
      multiValueQueryStringParameters: { space: ["a", "b c"], landingUri: ["app:JupyterLab:"] },
      pathParameters: { userId: "alice" },
      stageVariables: {},
    });
    expect(event).to.have.nested.property("headers.authorization", "Bearer token");
    expect(event).to.not.have.property("body");
    expect(event).to.containSubset({
      requestContext: {
        accountId: parentAccount,
        apiId: apiId("studio"),
        httpMethod: "GET",
        path: "/studio/alice",
        requestTime: "22/Nov/2026:10:00:00 +0000",
        requestTimeEpoch: Date.UTC(2026, 10, 22, 10),
        resourceId: pathId("studio", "/{userId}"),
        resourcePath: "/{userId}",
        stage: "studio",
        identity: { sourceIp: "192.168.10.7", vpceId: "vpce-0aaaaaaaaaaaaaaaa", vpcId: "vpc-0cccccccccccccccc" },
      },
    });
  });

  it("is asked about the path as the caller wrote it", async () => {
    await api().deploy();
    api().functions.authorizer = () => returning("Allow", arnOf("/alice/secret"));

    expect(await api().statusOf("/studio/alice%2Fsecret")).to.equal(403);
    expect(api().calls[0]?.event).to.deep.include({
      methodArn: arnOf("/alice%2Fsecret"),
      pathParameters: { userId: "alice%2Fsecret" },
    });
  });

  it("hands its context to the function, as text, with the principal", async () => {
    await api().deploy();
    const context = { userId: "alice", age: 42, admin: false };
    api().functions.authorizer = () => ({ ...returning("Allow", arnOf("/alice")), context });

    await api().call("/studio/alice");

    expect(api().calls[1]?.event).to.have.deep.nested.property("requestContext.authorizer", {
      principalId: "alice",
      userId: "alice",
      age: "42",
      admin: "false",
    });
  });

  for (const [what, headers] of [
    ["isn't there", {}],
    ["is empty", { authorization: "" }],
  ] as const) {
    it(`isn't asked when its identity source ${what}`, async () => {
      await api().deploy();

      expect(await api().call("/studio/alice", { headers })).to.include(unauthorized);
      expect(api().called).to.deep.equal([]);
    });
  }

  it("isn't asked when one of several identity sources isn't there, in whatever case the header is written", async () => {
    const identitySource = "method.request.header.Authorization, method.request.querystring.space";
    await api().put(apiAuthorizer("studio", { identitySource }));
    await api().deploy();
    const headers = { AUTHORIZATION: "Bearer token" };

    expect(await api().call("/studio/alice", { headers })).to.include(unauthorized);
    expect(await api().statusOf("/studio/alice?space=a", { headers })).to.equal(200);
  });

  it("refuses with the one error that it can, and reveals no other", async () => {
    await api().deploy();

    for (const [message, answer] of [
      ["Unauthorized", unauthorized],
      ["unauthorized", failed],
      ["the token of alice is secret", failed],
    ] as const) {
      api().functions.authorizer = () => {
        throw new Error(message);
      };
      expect(await api().call("/studio/alice"), message).to.include(answer);
    }
    expect(api().called).to.not.include("target");
  });

  const good = returning("Allow", arnOf("/alice"));
  for (const [what, answer] of [
    ["nothing", null],
    ["no principal", { policyDocument: good.policyDocument }],
    ["no policy", { principalId: "alice" }],
    ["a policy without resource", { ...good, policyDocument: { Statement: [{ Effect: "Allow", Action: "*" }] } }],
    ["an object in its context", { ...good, context: { user: { id: "alice" } } }],
    ["a list in its context", { ...good, context: { groups: ["a"] } }],
    ["null in its context", { ...good, context: { userId: null } }],
  ] as const) {
    it(`fails when it returns ${what}`, async () => {
      await api().deploy();
      api().functions.authorizer = () => answer;

      expect(await api().call("/studio/alice")).to.include(failed);
      expect(api().called).to.deep.equal(["authorizer"]);
    });
  }

  it("fails without a permission for itself", async () => {
    await api().deploy();
    const authorizers = `${executionArn("studio")}/authorizers`;

    for (const [sourceArn, inputs, status] of [
      [`${executionArn("studio")}/*/GET/*`, {}, 500],
      [`${authorizers}/${authorizerId("studio")}`, { principal: "events.amazonaws.com" }, 500],
      [`${authorizers}/${authorizerId("studio")}`, { sourceAccount: "333333333333" }, 500],
      [`${authorizers}/${authorizerId("studio")}`, { sourceAccount: parentAccount }, 200],
    ] as const) {
      await api().put(apiPermission("authorizer", sourceArn, inputs));
      expect(await api().statusOf("/studio/alice"), JSON.stringify([sourceArn, inputs])).to.equal(status);
    }
  });

  describe("whose results are remembered", () => {
    beforeEach(async () => {
      await api().put(
        apiAuthorizer("studio", { authorizerResultTtlInSeconds: 60 }),
        apiPath("studio", "/{userId}/more"),
        guardedMethod("studio", "/{userId}/more"),
        proxy("studio", "/{userId}/more"),
      );
      await api().deploy();
    });

    it("is asked once for an identity until the time is over", async () => {
      await api().call("/studio/alice");
      clock.move(59);
      expect(await api().statusOf("/studio/alice")).to.equal(200);
      expect(askedOf()).to.equal(1);

      clock.move(1);
      await api().call("/studio/alice");
      expect(askedOf()).to.equal(2);
    });

    it("is asked again for another identity, and after another deployment", async () => {
      await api().call("/studio/alice");
      await api().call("/studio/alice", { headers: { authorization: "Bearer other" } });
      expect(askedOf()).to.equal(2);

      await api().deploy("2");
      await api().call("/studio/alice");
      expect(askedOf()).to.equal(3);
    });

    it("refuses the user's second path when it allowed only the first", async () => {
      api().functions.authorizer = (event) => returning("Allow", isRecord(event) ? String(event.methodArn) : "");

      expect(await api().statusOf("/studio/alice")).to.equal(200);
      expect(await api().statusOf("/studio/alice/more")).to.equal(403);
    });

    it("lets the user in elsewhere as long as it allowed more", async () => {
      api().functions.authorizer = () => returning("Allow", arnOf("/alice"), arnOf("/alice/*"));

      expect(await api().statusOf("/studio/alice")).to.equal(200);
      expect(await api().statusOf("/studio/alice/more")).to.equal(200);
      expect(askedOf()).to.equal(1);
    });

    it("doesn't remember a refusal that is an error", async () => {
      api().functions.authorizer = () => {
        throw new Error("Unauthorized");
      };
      await api().call("/studio/alice");
      api().functions.authorizer = () => good;

      expect(await api().statusOf("/studio/alice")).to.equal(200);
    });
  });

  it("is asked every time when nothing is cached", async () => {
    await api().deploy();
    await api().call("/studio/alice");
    await api().call("/studio/alice");

    expect(askedOf()).to.equal(2);
  });

  it("is asked for results of 300 seconds unless told otherwise", async () => {
    await api().put(apiAuthorizer("studio", { authorizerResultTtlInSeconds: undefined }));
    await api().deploy();
    await api().call("/studio/alice");
    clock.move(299);
    await api().call("/studio/alice");
    expect(askedOf()).to.equal(1);

    clock.move(1);
    await api().call("/studio/alice");
    expect(askedOf()).to.equal(2);
  });

  it("fails when there is no such function", async () => {
    await api().put(apiAuthorizer("studio", { authorizerUri: invocationUri("absent") }));
    await api().deploy();

    expect(await api().call("/studio/alice")).to.include(failed);
  });
});
