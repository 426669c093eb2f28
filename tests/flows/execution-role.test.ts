import * as path from "node:path";
import { expect } from "chai";
import { Declaration } from "../../local/verify/access/declared";
import { executionFindings } from "../../local/verify/access/execution-findings";
import { VerifiedEstate } from "../../local/verify/access/verified-estate";
import { findingsOf } from "../../local/verify/findings";
import { readOwnDocuments, unjudged } from "../../local/verify/organization/own-documents";
import { withStanding } from "../../local/verify/standing";
import { verify } from "../../local/verify/verification";
import type { Project } from "../../stacks/project/stack";
import { withFolder } from "../local/support/project";
import { variant, wellProject } from "../scripts/doctor/doctor-bench";

const declaration = Declaration.read(path.resolve(__dirname, "../.."));
const roleArn = "arn:aws:iam::333333333333:role/SageMakerStudioExecution-science";
const policyArn = "arn:aws:iam::444444444444:policy/ReadFeatures";

const project = variant(wellProject, {
  parent: { studio: "true" },
  child: { executionRoleArn: roleArn, studioCapabilities: '["parent-models","training","models","code-editor"]' },
  "lob-b": { executionPolicyArns: JSON.stringify([policyArn]) },
});

/** What verify finds of a project, with what IAM has of its accounts. */
async function findings(whole: Project, accounts: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
  const files = Object.fromEntries(Object.entries(accounts).map(([name, content]) => [name, JSON.stringify(content)]));
  const own = withFolder(files, (folder) =>
    readOwnDocuments(
      Object.keys(files).map((name) => path.join(folder, name)),
      whole,
    ),
  );
  const estate = await VerifiedEstate.open(whole, own);
  try {
    return findingsOf(await verify(estate, declaration));
  } finally {
    await estate.close();
  }
}

const allow = (Sid: string, Action: unknown, Resource: unknown, Condition?: object) => ({
  Version: "2012-10-17",
  Statement: [{ Sid, Effect: "Allow", Action, Resource, ...(Condition !== undefined && { Condition }) }],
});

describe("npm run verify, of roles and policies of the organization's own", () => {
  it("finds nothing where they are made up as the stack would make them, and tells that", async () => {
    await withStanding(project, async ({ aws: { world } }) => {
      expect(await executionFindings(world, project)).to.deep.equal([]);
    });
    expect(unjudged(project, readOwnDocuments([], project))).to.deep.equal([
      `not judged: role ${roleArn} of child, which is made up as the stack would make it; give its documents with --iam`,
      `not judged: policy ${policyArn} of lob-b, which counts as empty; give its document with --iam`,
    ]);
  });

  it("names what they lack and what they give too much", async () => {
    const found = await findings(project, {
      "science.json": {
        RoleDetailList: [
          {
            Arn: roleArn,
            AssumeRolePolicyDocument: {
              Version: "2012-10-17",
              Statement: {
                Effect: "Allow",
                Principal: { Service: "sagemaker.amazonaws.com" },
                Action: "sts:AssumeRole",
              },
            },
            RolePolicyList: [{ PolicyName: "All", PolicyDocument: allow("All", "sagemaker:*", "*") }],
            AttachedManagedPolicies: [{ PolicyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" }],
          },
        ],
        Policies: [
          {
            Arn: "arn:aws:iam::aws:policy/AmazonS3FullAccess",
            PolicyVersionList: [{ IsDefaultVersion: true, Document: allow("", "s3:*", "*") }],
          },
        ],
      },
      "features.json": {
        Policies: [
          {
            Arn: policyArn,
            PolicyVersionList: [
              { IsDefaultVersion: false, Document: {} },
              { IsDefaultVersion: true, Document: allow("Roles", "iam:CreateRole", "*") },
            ],
          },
        ],
      },
    });
    const of = (lob: string, start: RegExp) =>
      found.flatMap((finding) => {
        const [, rest] = finding.split(`execution role of ${lob}: `);
        return start.exec(rest?.replace(/^\S+ /, "") ?? "")?.[1] ?? [];
      });
    expect(of("child", /^(doesn't let .*?|lacks .*?): add/)).to.deep.equal([
      "doesn't let sagemaker.amazonaws.com call sts:SetSourceIdentity",
      "lacks logs:CreateLogGroup, logs:CreateLogStream, logs:DescribeLogStreams, logs:PutLogEvents",
      "lacks iam:PassRole",
      "lacks sts:AssumeRole, sts:SetSourceIdentity",
      "lacks iam:PassRole",
      "lacks logs:DescribeLogStreams, logs:GetLogEvents",
      "lacks iam:PassRole",
      "lacks logs:DescribeLogStreams, logs:GetLogEvents",
    ]);
    expect(of("child", /^trusts (.*?):/)).to.deep.equal(["sagemaker.amazonaws.com for every account"]);
    expect(of("child", /^lets people (.*?) \(/)).to.deep.equal([
      "make URLs of Studio that open from anywhere",
      "open other users' Studio",
      "start apps in other users' spaces",
      "share spaces",
      "read other users' files",
      "change other users' files",
      "change the policy of the users' bucket",
      "write to any bucket, also a stranger's",
      "change the domain",
      "change user profiles",
      "make notebook instances, which have internet access",
    ]);
    expect(found.filter((finding) => finding.startsWith("execution role of lob-b"))).to.deep.equal([
      "execution role of lob-b: arn:aws:iam::444444444444:role/SageMakerStudioExecution-lob-b lets people make roles (iam:CreateRole on arn:aws:iam::444444444444:role/example): narrow its policies",
    ]);
    expect(found).to.include(
      "not declared: Studio of user-lob-a in child may read files of colleague in child, from LOB child, LOB lob-b and internet (policy AmazonS3FullAccess of SageMakerStudioExecution-science)",
    );
    expect(found).to.include(
      "not declared: service sagemaker for another account may assume SageMakerStudioExecution-science of child, from AWS itself (the trust policy of SageMakerStudioExecution-science)",
    );
  });
});
