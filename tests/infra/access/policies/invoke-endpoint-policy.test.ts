import { expect } from "chai";
import { invokeEndpointPolicy } from "../../../../infra/access/policies/invoke-endpoint-policy";

const place = { account: "222222222222", region: "eu-west-1" };
const arn = (resource: string) => `arn:aws:sagemaker:eu-west-1:222222222222:${resource}`;

describe("the policy SageMakerExternalInvokeEndpoint", () => {
  it("names each endpoint as it is written and as SageMaker writes its ARN, and one action", () => {
    const document = invokeEndpointPolicy({
      ...place,
      endpoints: ["Iris", "churn"],
      inferenceComponents: [],
      streaming: false,
    });
    expect(document).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "InvokeEndpoints",
          Effect: "Allow",
          Action: ["sagemaker:InvokeEndpoint"],
          Resource: [arn("endpoint/Iris"), arn("endpoint/churn"), arn("endpoint/iris")],
        },
      ],
    });
  });

  it("has the streaming action, inference components and the one VPC endpoint only when asked for", () => {
    const document = invokeEndpointPolicy({
      ...place,
      endpoints: ["iris"],
      inferenceComponents: ["small"],
      streaming: true,
      vpcEndpointId: "vpce-0123456789abcdef0",
    });
    expect(document.Statement).to.deep.equal([
      {
        Sid: "InvokeEndpoints",
        Effect: "Allow",
        Action: ["sagemaker:InvokeEndpoint", "sagemaker:InvokeEndpointWithResponseStream"],
        Resource: [arn("endpoint/iris"), arn("inference-component/small")],
        Condition: { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
      },
    ]);
  });

  it("has a wildcard only for all", () => {
    const document = invokeEndpointPolicy({ ...place, endpoints: "all", inferenceComponents: [], streaming: false });
    expect(document.Statement[0]?.Resource).to.deep.equal([arn("endpoint/*")]);
  });
});
