import { expect } from "chai";
import {
  allowAll,
  arnOf,
  denyOthers,
  eachTestWithAnApi,
  hubEndpoint,
  otherEndpoint,
  returning,
} from "../../support/api-gateway";
import {
  apiDeployment,
  apiId,
  apiPath,
  apiPermission,
  apiPolicy,
  executionArn,
  openMethod,
  proxy,
  restApi,
} from "../../support/api-gateway-wanted";
import { refusalOf } from "../../support/failure";
import { parentAccount, region } from "../../support/local-aws";

const forbidden = '{"message":"Forbidden"}';
const shownArn = `arn:aws:execute-api:${region}:********${parentAccount.slice(-4)}:${apiId("studio")}/studio/GET/alice`;
const denied = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${shownArn}`;
const byPolicy = (ending: string) => JSON.stringify({ Message: `${denied} ${ending}` });

describe("A private REST API", () => {
  const api = eachTestWithAnApi();

  it("doesn't exist inside the network when it is a public one", async () => {
    await api().put(restApi("studio", { endpointConfiguration: { types: "REGIONAL" } }), apiPolicy("studio", allowAll));
    await api().deploy();

    expect(await api().statusOf("/studio/alice", { through: null })).to.equal(200);
    expect(await api().call("/studio/alice")).to.include({ status: 403, body: forbidden });
  });

  describe("is guarded by the endpoint's policy, to which callers with a token are anonymous", () => {
    beforeEach(() => api().deploy());

    for (const [what, statement, ending] of [
      [
        "that wants callers of an organization",
        { ...allowAll, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } } },
        "because no VPC endpoint policy allows the execute-api:Invoke action",
      ],
      [
        "for another API",
        { ...allowAll, Resource: `arn:aws:execute-api:${region}:${parentAccount}:other/*` },
        "because no VPC endpoint policy allows the execute-api:Invoke action",
      ],
      ["that denies it", { ...allowAll, Effect: "Deny" }, "with an explicit deny"],
    ] as const) {
      it(`refuses a policy ${what}`, async () => {
        api().putEndpoint(hubEndpoint, statement);

        expect(await api().call("/studio/alice")).to.include({ status: 403, body: byPolicy(ending) });
        expect(api().called).to.deep.equal([]);
      });
    }

    it("takes a policy for the account's APIs", async () => {
      api().putEndpoint(hubEndpoint, { ...allowAll, Resource: `arn:aws:execute-api:${region}:${parentAccount}:*` });

      expect(await api().statusOf("/studio/alice")).to.equal(200);
    });
  });

  // Source: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", table A.
  const nothing = returning("Allow", arnOf("/bob"));
  const allow = returning("Allow", arnOf("/alice"));
  const deny = returning("Deny", arnOf("/*"));
  const implicit = '{"Message":"User is not authorized to access this resource"}';
  const explicit = '{"Message":"User is not authorized to access this resource with an explicit deny"}';
  const resourceDeny = byPolicy("with an explicit deny");
  const denyAll = { ...allowAll, Effect: "Deny" };
  for (const { policy, statements, authorizer, returned, answered } of [
    { policy: "allows", statements: [allowAll], authorizer: "allows", returned: allow, answered: "hello" },
    { policy: "allows", statements: [allowAll], authorizer: "is silent", returned: nothing, answered: "hello" },
    { policy: "allows", statements: [allowAll], authorizer: "denies", returned: deny, answered: explicit },
    { policy: "is silent", statements: [denyOthers], authorizer: "allows", returned: allow, answered: "hello" },
    {
      policy: "is silent",
      statements: [denyOthers],
      authorizer: "is silent",
      returned: nothing,
      answered: implicit,
    },
    { policy: "is silent", statements: [denyOthers], authorizer: "denies", returned: deny, answered: explicit },
    { policy: "denies", statements: [denyAll], authorizer: "would allow", returned: allow, answered: resourceDeny },
    {
      policy: "allows and denies",
      statements: [allowAll, denyAll],
      authorizer: "would allow",
      returned: allow,
      answered: resourceDeny,
    },
  ]) {
    const isLetIn = answered === "hello";
    it(`${isLetIn ? "lets a call in" : "keeps a call out"} when its policy ${policy} and its authorizer ${authorizer}`, async () => {
      await api().put(apiPolicy("studio", ...statements));
      await api().deploy();
      api().functions.authorizer = () => returned;

      expect(await api().call("/studio/alice")).to.include({ status: isLetIn ? 200 : 403, body: answered });
      expect(api().called[0]).to.equal(authorizer === "would allow" ? undefined : "authorizer");
    });
  }

  describe("with a method that has no authorizer", () => {
    beforeEach(() =>
      api().put(
        openMethod("studio", "/"),
        proxy("studio", "/"),
        apiPermission("target", `${executionArn("studio")}/studio/GET/`),
      ),
    );

    it("answers when its policy allows it, also with a short form of the resource", async () => {
      await api().put(apiPolicy("studio", denyOthers, { ...allowAll, Resource: "execute-api:/studio/GET/" }));
      await api().deploy();

      expect(await api().statusOf("/studio")).to.equal(200);
      expect(await api().statusOf("/studio/")).to.equal(200);
    });

    it("refuses when its policy is silent", async () => {
      await api().deploy();
      const ending = "because no resource-based policy allows the execute-api:Invoke action";

      expect(await api().call("/studio/")).to.include({
        status: 403,
        body: byPolicy(ending).replace("GET/alice", "GET/"),
      });
    });
  });

  it("records who was let in or kept out, through which endpoint, and by which policy", async () => {
    await api().deploy();
    const mark = api().aws.world.trail.mark();

    await api().call("/studio/alice");
    await api().call("/studio/alice", { through: otherEndpoint });

    expect(api().aws.world.trail.since(mark)).to.containSubset([
      {
        caller: "anonymous",
        via: hubEndpoint,
        action: "execute-api:Invoke",
        resource: arnOf("/alice"),
        allowed: true,
        decidedBy: "the policy that the authorizer returned",
      },
      {
        via: otherEndpoint,
        allowed: false,
        decidedBy: "the policy of API studio: statement OtherEndpoints denies it",
      },
    ]);
  });

  for (const [what, path, method] of [
    ["for a path that it doesn't have", "/studio/alice/more", "GET"],
    ["for a verb that it doesn't have", "/studio/alice", "POST"],
    ["for the path above", "/studio", "GET"],
    ["for an empty name", "/studio//", "GET"],
  ] as const) {
    it(`answers that a token is missing ${what}, with one or not`, async () => {
      await api().deploy();

      expect(await api().call(path, { method })).to.include({
        status: 403,
        body: '{"message":"Missing Authentication Token"}',
      });
      expect(api().called).to.deep.equal([]);
    });
  }

  it("shows a change of its policy, paths, methods, functions or authorizer only once it is deployed again", async () => {
    await api().put(apiPolicy("studio", allowAll));
    await api().deploy();
    await api().put(
      apiPolicy("studio", denyOthers),
      apiPath("studio", "/{userId}/more"),
      openMethod("studio", "/{userId}/more"),
      proxy("studio", "/{userId}/more"),
    );

    const sameTriggers = apiDeployment("studio", "1");
    await api().put({ ...sameTriggers, inputs: { ...sameTriggers.inputs, description: "the same one" } });
    await api().deploy("1");
    expect(await api().statusOf("/studio/alice", { through: otherEndpoint })).to.equal(200);
    expect((await api().call("/studio/alice/more")).body).to.include("Missing Authentication Token");

    await api().deploy("2");
    expect(await api().statusOf("/studio/alice", { through: otherEndpoint })).to.equal(403);
    expect((await api().call("/studio/alice/more")).body).to.include("User: anonymous is not authorized");
  });

  it("can't name an endpoint of another region", async () => {
    api().putEndpointIn("us-east-1", "vpce-0dddddddddddddddd");
    const endpointConfiguration = { types: "PRIVATE", vpcEndpointIds: ["vpce-0dddddddddddddddd"] };

    expect(await refusalOf(api().put(restApi("other", { endpointConfiguration })))).to.deep.equal({
      code: "BadRequestException",
      message: "Invalid VPC endpoint IDs specified: vpce-0dddddddddddddddd",
    });
  });

  for (const [what, path, headers, body, answer] of [
    ["a path too long for its ARN", `/studio/${"a".repeat(1600)}`, {}, "", [414, "Request URI too long"]],
    [
      "headers of more than 8,000 bytes",
      "/studio/alice",
      { authorization: "x".repeat(10_000) },
      "",
      [431, "Request Header Fields Too Large"],
    ],
    [
      "a body of more than 10 MB",
      "/studio/alice",
      { authorization: "x" },
      "x".repeat(10 * 1024 * 1024 + 1),
      [413, "Request Too Long"],
    ],
  ] as const) {
    it(`refuses ${what} before it asks anybody`, async () => {
      await api().deploy();
      const [status, message] = answer;

      expect(await api().call(path, { headers, body })).to.include({ status, body: JSON.stringify({ message }) });
      expect(api().called).to.deep.equal([]);
    });
  }
});
