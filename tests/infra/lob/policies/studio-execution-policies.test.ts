import { expect } from "chai";
import {
  studioExecutionPolicy,
  studioIdentityPolicy,
  studioTrustPolicy,
} from "../../../../infra/lob/policies/studio-execution-policies";

const own = {
  domain: `\${sagemaker:DomainId}`,
  profile: `\${sagemaker:DomainId}/\${sagemaker:UserProfileName}`,
  prefix: `\${aws:SourceIdentity}/*`,
};

function arn(resource: string): string {
  return `arn:aws:sagemaker:eu-west-1:333333333333:${resource}`;
}

const ownPrivateSpace = {
  ArnEquals: { "sagemaker:OwnerUserProfileArn": arn(`user-profile/${own.profile}`) },
  StringEquals: { "sagemaker:SpaceSharingType": "Private" },
};

const space = arn(`space/${own.domain}/*`);
const apps = [arn(`app/${own.domain}/*/JupyterLab/*`), arn(`app/${own.domain}/*/jupyterlab/*`)];

describe("the policies of a LOB's execution role", () => {
  it("trust SageMaker only for this account, with the profile's name as source identity", () => {
    expect(studioTrustPolicy("333333333333")).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Studio",
          Effect: "Allow",
          Principal: { Service: "sagemaker.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
          Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } },
        },
      ],
    });
  });

  it("allow what opens JupyterLab in spaces of the user's own profile, own files and logs, nothing more", () => {
    expect(
      studioExecutionPolicy({
        account: "333333333333",
        region: "eu-west-1",
        roleName: "SageMakerStudioExecution-lob-a",
        bucket: "sagemaker-lob-a-333333333333-eu-west-1",
        apiEndpointId: "vpce-0aaaaaaaaaaaaaaaa",
        studioEndpointId: "vpce-0bbbbbbbbbbbbbbbb",
      }),
    ).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "List",
          Effect: "Allow",
          Action: ["sagemaker:ListApps", "sagemaker:ListDomains", "sagemaker:ListSpaces", "sagemaker:ListUserProfiles"],
          Resource: "*",
        },
        {
          Sid: "SeeOwnDomainAndProfile",
          Effect: "Allow",
          Action: ["sagemaker:DescribeDomain", "sagemaker:DescribeUserProfile"],
          Resource: [arn(`domain/${own.domain}`), arn(`user-profile/${own.profile}`)],
        },
        {
          Sid: "SeeSpaces",
          Effect: "Allow",
          Action: ["sagemaker:DescribeApp", "sagemaker:DescribeSpace"],
          Resource: [arn(`app/${own.domain}/*`), space],
        },
        {
          Sid: "OwnPrivateSpaces",
          Effect: "Allow",
          Action: ["sagemaker:CreateSpace", "sagemaker:DeleteSpace", "sagemaker:UpdateSpace"],
          Resource: space,
          Condition: ownPrivateSpace,
        },
        {
          Sid: "OwnApps",
          Effect: "Allow",
          Action: ["sagemaker:CreateApp", "sagemaker:DeleteApp"],
          Resource: apps,
          Condition: ownPrivateSpace,
        },
        {
          Sid: "TagWhatIsBeingCreated",
          Effect: "Allow",
          Action: "sagemaker:AddTags",
          Resource: [space, ...apps],
          Condition: { StringEquals: { "sagemaker:TaggingAction": ["CreateApp", "CreateSpace"] } },
        },
        {
          Sid: "OpenOwnProfile",
          Effect: "Allow",
          Action: "sagemaker:CreatePresignedDomainUrl",
          Resource: arn(`user-profile/${own.profile}`),
          Condition: { StringEquals: { "aws:SourceVpce": ["vpce-0aaaaaaaaaaaaaaaa", "vpce-0bbbbbbbbbbbbbbbb"] } },
        },
        {
          Sid: "OwnFiles",
          Effect: "Allow",
          Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
          Resource: `arn:aws:s3:::sagemaker-lob-a-333333333333-eu-west-1/${own.prefix}`,
        },
        {
          Sid: "ListOwnFiles",
          Effect: "Allow",
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::sagemaker-lob-a-333333333333-eu-west-1",
          Condition: { StringLike: { "s3:prefix": own.prefix } },
        },
        {
          Sid: "WriteStudioLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:eu-west-1:333333333333:log-group:/aws/sagemaker/studio:*",
        },
        {
          Sid: "PassItself",
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: "arn:aws:iam::333333333333:role/SageMakerStudioExecution-lob-a",
          Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
        },
      ],
    });
  });

  it("repeat Studio's statements with the source identity and the domain's id, which other users can't have", () => {
    const execution = {
      account: "333333333333",
      region: "eu-west-1",
      apiEndpointId: "vpce-0aaaaaaaaaaaaaaaa",
      studioEndpointId: "vpce-0bbbbbbbbbbbbbbbb",
    };
    const byVariables = studioExecutionPolicy({ ...execution, roleName: "role", bucket: "bucket" });
    const onStudio = byVariables.Statement.filter(
      ({ Sid, Action }) => Sid !== "List" && JSON.stringify(Action).includes("sagemaker:"),
    );
    const replaced = JSON.stringify(onStudio)
      .replaceAll(own.domain, "d-aaaaaaaaaaaa")
      .replaceAll(`\${sagemaker:UserProfileName}`, `\${aws:SourceIdentity}`);

    expect(onStudio).to.have.length(6);
    expect(studioIdentityPolicy({ ...execution, domainId: "d-aaaaaaaaaaaa" })).to.deep.equal({
      Version: "2012-10-17",
      Statement: JSON.parse(replaced),
    });
  });
});
