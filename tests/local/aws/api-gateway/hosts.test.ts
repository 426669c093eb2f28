import { expect } from "chai";
import { eachTestWithAnApi, hubEndpoint, otherEndpoint } from "../../support/api-gateway";
import { apiId } from "../../support/api-gateway-wanted";
import { region } from "../../support/local-aws";

const forbidden = '{"message":"Forbidden"}';

describe("A private REST API", () => {
  const api = eachTestWithAnApi();

  describe("is found", () => {
    beforeEach(() => api().deploy());

    for (const [what, asked] of [
      ["by its own name", {}],
      [
        "by its name with the endpoint's",
        { host: `${apiId("studio")}-${hubEndpoint}.execute-api.${region}.amazonaws.com` },
      ],
      [
        "by the endpoint's name with a header that names the API",
        {
          host: `${hubEndpoint}-1a2b3c4d.execute-api.${region}.vpce.amazonaws.com`,
          headers: { authorization: "Bearer token", "x-apigw-api-id": apiId("studio") },
        },
      ],
      [
        "by the endpoint's name with the API's in the header Host",
        {
          host: `${hubEndpoint}-1a2b3c4d-eu-west-1a.execute-api.${region}.vpce.amazonaws.com`,
          headers: { authorization: "Bearer token", Host: `${apiId("studio")}.execute-api.${region}.amazonaws.com` },
        },
      ],
    ] as const) {
      it(`${what}, and answers through its endpoint`, async () => {
        expect(await api().call("/studio/alice", asked)).to.include({ status: 200, body: "hello" });
      });
    }

    for (const [what, path, asked] of [
      ["on AWS's public side", "/studio/alice", { through: null }],
      ["by another API's id", "/studio/alice", { host: `aaaaaaaaaa.execute-api.${region}.amazonaws.com` }],
      ["in another stage", "/other/alice", {}],
      ["without a stage", "/", {}],
      [
        "by the name of an endpoint that it doesn't name",
        "/studio/alice",
        { host: `${apiId("studio")}-${otherEndpoint}.execute-api.${region}.amazonaws.com`, through: otherEndpoint },
      ],
      [
        "by one endpoint's name through another",
        "/studio/alice",
        { host: `${apiId("studio")}-${hubEndpoint}.execute-api.${region}.amazonaws.com`, through: otherEndpoint },
      ],
      [
        "by an endpoint's name without the API's",
        "/studio/alice",
        { host: `${hubEndpoint}-1.execute-api.${region}.vpce.amazonaws.com` },
      ],
    ] as const) {
      it(`isn't found ${what}`, async () => {
        expect(await api().call(path, asked)).to.include({ status: 403, body: forbidden });
        expect(api().called).to.deep.equal([]);
      });
    }

    it("serves API Gateway's host names and no others", () => {
      const served = [
        `${apiId("studio")}.execute-api.${region}.amazonaws.com`,
        `${apiId("studio")}-${hubEndpoint}.execute-api.us-east-1.amazonaws.com`,
        `${hubEndpoint}-1a2b3c4d.execute-api.${region}.vpce.amazonaws.com`,
      ];
      const others = [`sts.${region}.amazonaws.com`, `x.execute-api.${region}.amazonaws.com.example.org`];

      expect([...served, ...others].filter((host) => api().gateway.serves(host))).to.deep.equal(served);
    });
  });
});
