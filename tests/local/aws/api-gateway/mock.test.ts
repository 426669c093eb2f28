import { expect } from "chai";
import { evaluate } from "../../../../local/aws/api-gateway/velocity";
import { allowAll, eachTestWithAnApi } from "../../support/api-gateway";
import { apiId, apiPolicy, openMethod, pathId, proxy } from "../../support/api-gateway-wanted";
import type { Wanted } from "../../support/local-aws";

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

  it("evaluates its templates, with what is known of the call", async () => {
    await api().put(
      mock('#if($context.stage == "studio"){"statusCode": 200}#else{"statusCode": 404}#end'),
      page("#set($who = 'you')<p>$who at $context.httpMethod $context.path, $nobody</p>"),
    );
    await api().deploy();

    expect((await api().call("/studio/")).body).to.equal("<p>you at GET /studio/, $nobody</p>");
  });

  for (const variable of ["$input", "$!util", "$\u007bstageVariables", "$context.responseOverride"]) {
    it(`names what it doesn't know: ${variable}`, () => {
      expect(() => evaluate(`<p>${variable}.a</p>`, {})).to.throw(
        `the local AWS doesn't know API Gateway's variable ${variable} in templates of integrations`,
      );
    });
  }
});
