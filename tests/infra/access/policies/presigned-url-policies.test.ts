import { expect } from "chai";
import { presignedUrlPolicies } from "../../../../infra/access/policies/presigned-url-policies";

const place = { account: "111122223333", region: "eu-west-1", usersTable: "users", lobsTable: "lobs" };
const accounts = ["444444444444", "333333333333"];

function statement(fields: object): object {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...fields }] };
}

const readDirectory = statement({
  Sid: "ReadDirectory",
  Action: "dynamodb:GetItem",
  Resource: [
    "arn:aws:dynamodb:eu-west-1:111122223333:table/users",
    "arn:aws:dynamodb:eu-west-1:111122223333:table/lobs",
  ],
});

describe("the policies of the presigned-URL function", () => {
  it("name the LOBs' roles in the same order, in whatever order LOBs are listed", () => {
    expect(presignedUrlPolicies({ ...place, accounts })).to.deep.equal({
      ReadDirectory: readDirectory,
      AssumePresignedUrlGenerators: statement({
        Sid: "AssumePresignedUrlGenerators",
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
        Resource: [
          "arn:aws:iam::333333333333:role/PresignedURLGenerator",
          "arn:aws:iam::444444444444:role/PresignedURLGenerator",
        ],
      }),
    });
  });

  it("name the organization in the place of its accounts", () => {
    expect(presignedUrlPolicies({ ...place, accounts, organizationId: "o-exampleorg1" })).to.deep.equal({
      ReadDirectory: readDirectory,
      AssumePresignedUrlGenerators: statement({
        Sid: "AssumePresignedUrlGenerators",
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
        Resource: "arn:aws:iam::*:role/PresignedURLGenerator",
        Condition: { StringEquals: { "aws:ResourceOrgID": "o-exampleorg1" } },
      }),
    });
  });
});
