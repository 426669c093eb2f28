import { expect } from "chai";
import { evaluateOnce, only, type Registered } from "../support/evaluate";

const invokers = "arn:aws:iam::*:role/SageMakerInvoker-*";

function example(): Promise<Registered[]> {
  return evaluateOnce(["examples/invoke-role"], false, () => {
    require("../../examples/invoke-role");
  });
}

describe("The example invoke-role", () => {
  it("makes the role, only with its own account's credentials", async () => {
    const resources = await example();
    expect(resources.map(({ type, name }) => [type, name])).to.have.deep.members([
      ["pulumi:providers:aws", "account"],
      ["sagemaker-multi-account:access:CrossAccountInvokeRole", "invoke"],
      ["aws:iam/role:Role", "invoke-role"],
      ["aws:iam/policy:Policy", "invoke-policy"],
      ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "invoke-attachment"],
    ]);
    expect(only(resources, "account").inputs).to.include({
      allowedAccountIds: '["222222222222"]',
      region: "eu-west-1",
    });
  });

  it("lets invoking roles of the two children assume it with the ExternalId, and nobody else", async () => {
    const { name, assumeRolePolicy } = only(await example(), "invoke-role").inputs;
    expect(name).to.equal("SageMakerExternal");
    expect(JSON.parse(String(assumeRolePolicy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "InvokingRoles",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::333333333333:root", "arn:aws:iam::444444444444:root"] },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "sts:ExternalId": "222222222222" },
            ArnLike: { "aws:PrincipalArn": invokers },
          },
        },
      ],
    });
  });

  it("lets it invoke the one endpoint, and nothing else", async () => {
    expect(JSON.parse(String(only(await example(), "invoke-policy").inputs.policy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "InvokeEndpoints",
          Effect: "Allow",
          Action: ["sagemaker:InvokeEndpoint"],
          Resource: ["arn:aws:sagemaker:eu-west-1:222222222222:endpoint/iris"],
        },
      ],
    });
  });
});
