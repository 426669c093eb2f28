import { expect } from "chai";
import { allowAll, eachTestWithAnApi } from "../support/api-gateway";
import { apiId, apiPolicy, openMethod, pathId, proxy } from "../support/api-gateway-wanted";
import { failure } from "../support/failure";
import type { Wanted } from "../support/local-aws";

const misconfigured = { status: 500, body: '{"message":"Internal server error"}' };

describe("A method of a REST API that API Gateway answers itself", () => {
  const api = eachTestWithAnApi();
  const key = { restApi: apiId("studio"), resourceId: pathId("studio", "/"), httpMethod: "GET" };
  const page = (template: string, inputs = {}): Wanted => ({
    type: "aws:apigateway/integrationResponse:IntegrationResponse",
    as: "page",
    inputs: { ...key, statusCode: "200", responseTemplates: { "text/html": template }, ...inputs },
  });
  const mock = (template: string) =>
    proxy("studio", "/", "GET", { type: "MOCK", requestTemplates: { "application/json": template } });

  beforeEach(() => api().put(apiPolicy("studio", allowAll), openMethod("studio", "/"), mock('{"statusCode": 200}')));

  it("answers the text that is set, with fixed headers", async () => {
    const responseParameters = { "method.response.header.X-Frame-Options": "'DENY'" };
    await api().put(page("<h1 style='color: #abc'>$5 & #1</h1>", { responseParameters }));
    await api().deploy();

    expect(await api().call("/studio/")).to.deep.equal({
      status: 200,
      headers: { "content-type": "text/html", "x-frame-options": "DENY" },
      body: "<h1 style='color: #abc'>$5 & #1</h1>",
    });
  });

  it("fails when nothing is set for the status that the request's template names", async () => {
    await api().put(mock('{"statusCode": 204}'), page("text"));
    await api().deploy();

    expect(await api().call("/studio/")).to.include(misconfigured);
  });

  for (const template of [
    "$context.requestId",
    "a $name",
    "a $\u007bname}",
    "#set($a = 1)",
    "#if(true)",
    "##",
    "$!name",
    "#{else}",
  ]) {
    it(`can't be set to text that AWS would evaluate: ${template}`, async () => {
      expect((await failure(api().put(page(template)))).message).to.include("only plain text is understood");
    });
  }
});
