import { expect } from "chai";
import { servicePolicy, services } from "../../../infra/network/endpoint-catalog";
import { dynamoDbEndpointPolicy } from "../../../infra/network/policies/endpoint-policies";
import { s3EndpointPolicy } from "../../../infra/network/policies/s3-endpoint-policy";
import { only } from "../../support/evaluate";
import { registerHub } from "./hub";

const scope = { account: "111122223333", region: "eu-west-1", organizationId: "o-exampleorg1", accounts: [] };

/** The documents themselves are compared in policies/endpoint-policies.test.ts. */
describe("CentralEndpointHub: the policy of the endpoint", () => {
  for (const service of services) {
    it(`${service} is neither wider nor narrower than ${service} needs`, async () => {
      const resources = await registerHub({ endpointServices: [...services] });
      const { inputs } = only(resources, `hub-endpoints-${service.replace(".", "-")}`);
      expect(JSON.parse(String(inputs.policy))).to.deep.equal(servicePolicy(service, scope));
    });
  }

  it("dynamodb is neither wider nor narrower than reading the hub's tables needs", async () => {
    const { inputs } = only(await registerHub(), "hub-dynamodb");
    expect(JSON.parse(String(inputs.policy))).to.deep.equal(dynamoDbEndpointPolicy(scope));
  });

  it("s3 is neither wider nor narrower than own buckets and AWS's need", async () => {
    const { inputs } = only(await registerHub(), "hub-vpc-s3");
    expect(JSON.parse(String(inputs.policy))).to.deep.equal(s3EndpointPolicy(scope));
  });
});
