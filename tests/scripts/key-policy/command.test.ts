import { expect } from "chai";
import { type KeyPolicyOptions, runKeyPolicy } from "../../../scripts/key-policy/command";
import { explainFailure } from "../../../scripts/support/explain-failure";
import { makeStack, type Project } from "../../../stacks/project/stack";
import { shippedProject } from "../../local/support/project";

const use = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

const administer = (account: string) => ({
  Sid: "AdministerByIam",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "kms:*",
  Resource: "*",
});

const through = (account: string, ...services: string[]) => {
  const callers = { Effect: "Allow", Principal: { AWS: "*" }, Resource: "*" };
  const StringEquals = {
    "kms:CallerAccount": account,
    "kms:ViaService": services.map((service) => `${service}.eu-west-1.amazonaws.com`),
  };
  return [
    { Sid: "UseThroughServices", ...callers, Action: use, Condition: { StringEquals } },
    {
      Sid: "GrantToServices",
      ...callers,
      Action: "kms:CreateGrant",
      Condition: { StringEquals, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
};

const logService = (account: string) => ({
  Sid: "LogService",
  Effect: "Allow",
  Principal: { Service: "logs.eu-west-1.amazonaws.com" },
  Action: use,
  Resource: "*",
  Condition: {
    ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${account}:log-group:*` },
  },
});

/** What the command prints for a project, the shipped one unless told, as a document. */
function printed(options: KeyPolicyOptions, project: Project = shippedProject): unknown {
  const said: string[] = [];
  runKeyPolicy(options, { readProject: () => project, say: (text) => said.push(text) });
  return JSON.parse(said.join(""));
}

function refused(options: KeyPolicyOptions, project: Project = shippedProject): string {
  try {
    return JSON.stringify(printed(options, project));
  } catch (error) {
    return explainFailure(error);
  }
}

describe("npm run key-policy", () => {
  it("prints the policy of a hub's key, which tables, functions and the log service use", () => {
    expect(printed({ stack: "shared" })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        administer("111122223333"),
        ...through("111122223333", "dynamodb", "lambda", "logs"),
        logService("111122223333"),
      ],
    });
  });

  it("prints the policy of a LOB's key, and of one for only some of what it keeps, without the log service", () => {
    const all = ["ec2", "elasticfilesystem", "lambda", "logs", "s3", "sagemaker"];
    expect(printed({ stack: "child" })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [administer("333333333333"), ...through("333333333333", ...all), logService("333333333333")],
    });
    expect(printed({ stack: "child", for: ["buckets", "fileSystems"] })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        administer("333333333333"),
        ...through("333333333333", "ec2", "elasticfilesystem", "s3", "sagemaker"),
      ],
    });
  });

  it("prints the policy of a parent's key, for what it hosts", () => {
    expect(printed({ stack: "parent" })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [administer("222222222222"), ...through("222222222222", "logs", "s3"), logService("222222222222")],
    });
  });

  it("refuses a stack that isn't there, and one that keeps nothing", () => {
    const hostsNothing = {
      ...shippedProject,
      stacks: shippedProject.stacks.map(({ name, texts }) =>
        makeStack(name, { ...texts, ...(name === "parent" && { sampleModel: "false", endpoints: '["iris"]' }) }),
      ),
    };
    expect(refused({ stack: "chidl" }, hostsNothing)).to.equal(
      'npm run key-policy: 1 mistake, nothing was changed\n  --stack is "chidl": there is no such stack here; give one of shared, child, lob-b',
    );
    expect(refused({ stack: "parent" }, hostsNothing)).to.equal(
      'npm run key-policy: 1 mistake, nothing was changed\n  --stack is "parent": it keeps nothing that a key encrypts; give one of shared, child, lob-b',
    );
  });
});
