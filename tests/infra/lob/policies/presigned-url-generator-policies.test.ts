import { expect } from "chai";
import { generatorPolicy, generatorTrustPolicy } from "../../../../infra/lob/policies/presigned-url-generator-policies";

const hub = { AWS: "arn:aws:iam::111122223333:root" };
const functionRoleArn = "arn:aws:iam::111122223333:role/StudioPresignedUrl-shared";
const theFunction = { ArnEquals: { "aws:PrincipalArn": functionRoleArn } };

describe("the trust policy of PresignedURLGenerator", () => {
  it("names the hub's account, its function's role, the organization and the user", () => {
    expect(
      generatorTrustPolicy({ hubAccount: "111122223333", functionRoleArn, organizationId: "o-exampleorg1" }),
    ).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "HubFunctionForNamedUser",
          Effect: "Allow",
          Principal: hub,
          Action: "sts:AssumeRole",
          Condition: {
            ...theFunction,
            StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" },
            Null: { "sts:SourceIdentity": "false" },
          },
        },
        {
          Sid: "HubFunctionNamesUser",
          Effect: "Allow",
          Principal: hub,
          Action: "sts:SetSourceIdentity",
          Condition: { ...theFunction, StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } },
        },
      ],
    });
  });

  it("names no organization if none is known", () => {
    const { Statement } = generatorTrustPolicy({ hubAccount: "111122223333", functionRoleArn });
    expect(Statement.map(({ Condition }) => Condition)).to.deep.equal([
      { ...theFunction, Null: { "sts:SourceIdentity": "false" } },
      theFunction,
    ]);
  });
});

describe("the permissions of PresignedURLGenerator", () => {
  it("are URLs of one domain through both of the hub's endpoints, and the list of domains through the API's", () => {
    expect(
      generatorPolicy({
        account: "333333333333",
        region: "eu-west-1",
        domainId: "d-abcdefghijkl",
        apiEndpointId: "vpce-0aaaaaaaaaaaaaaaa",
        studioEndpointId: "vpce-0bbbbbbbbbbbbbbbb",
      }),
    ).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "MakeAndUseUrls",
          Effect: "Allow",
          Action: "sagemaker:CreatePresignedDomainUrl",
          Resource: "arn:aws:sagemaker:eu-west-1:333333333333:user-profile/d-abcdefghijkl/*",
          Condition: { StringEquals: { "aws:SourceVpce": ["vpce-0aaaaaaaaaaaaaaaa", "vpce-0bbbbbbbbbbbbbbbb"] } },
        },
        {
          Sid: "FindDomain",
          Effect: "Allow",
          Action: "sagemaker:ListDomains",
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceVpce": "vpce-0aaaaaaaaaaaaaaaa" } },
        },
      ],
    });
  });
});
